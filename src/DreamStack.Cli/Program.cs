return await DreamStack.Cli.DsCommand.RunAsync(args);
