namespace DreamStack.Cli.Prove.Wan;

/// <summary>How the figures come about, for the end of the result.</summary>
internal static class WanMethod
{
    public const string Text = """
        ## How it is measured
        """;
}
