using DreamStack.Physics.Scenes;

return GoldenProgram.Run(args);
