using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DreamStack.Cli.Sources;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Flow.Stages;

namespace DreamStack.Cli.Verbs;

/// <summary>The options of a source's picture: what is seen may differ from what the app draws, and clicks hit what is seen.</summary>
internal sealed class ShapingOptions
{
    private readonly Option<(int X, int Y, int Width, int Height)?> _crop = new("--crop")
    {
        Description = "Keep only this rectangle of the picture",
        HelpName = "x,y,w,h",
        CustomParser = ParseCrop,
    };

    private readonly Option<double> _scale = new("--scale")
    {
        Description = "Factor on the picture's sides, 0.05 to 8",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string?> _rotate = new("--rotate") { Description = "Turn the picture clockwise: 90, 180 or 270" };
    private readonly Option<string?> _flip = new("--flip") { Description = "Mirror the picture: h (left and right) or v (top and bottom)" };

    private readonly Option<string?> _watermark = new("--watermark")
    {
        Description = "Text, or the path of a .png, over the lower right corner",
        HelpName = "text|file.png",
    };

    private readonly Option<bool> _compress = new("--compress") { Description = "Send messages run-length coded where that is smaller" };

    public ShapingOptions()
    {
        _scale.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0.05 and <= 8)) result.AddError("--scale is a number from 0.05 to 8.");
        });
        _rotate.AcceptOnlyFromAmong("90", "180", "270");
        _flip.AcceptOnlyFromAmong("h", "v");
        _watermark.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { Length: 0 or > 200 }) result.AddError("--watermark is 1 to 200 characters.");
        });
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_crop, _scale, _rotate, _flip, _watermark, _compress]) command.Options.Add(option);
    }

    /// <summary>What was asked for; throws <see cref="FailedException"/> when no picture of this size can be made that way.</summary>
    public PictureShaping Read(ParseResult parsed, PictureSize size)
    {
        PictureShaping shaping = Read(parsed);
        return shaping.ToPipeline()?.TryShape(new FrameShape(size.Width, size.Height), out _) == false
            ? throw new FailedException($"With this --crop and --scale nothing, or too much, is left of a picture of {size}.", ExitCode.Usage)
            : shaping;
    }

    private PictureShaping Read(ParseResult parsed) => new()
    {
        Crop = parsed.GetValue(_crop),
        Scale = parsed.GetValue(_scale),
        Rotate = parsed.GetValue(_rotate) switch
        {
            "90" => Rotation.By90,
            "180" => Rotation.By180,
            "270" => Rotation.By270,
            _ => null,
        },
        Flip = parsed.GetValue(_flip) switch
        {
            "h" => FlipAxis.LeftToRight,
            "v" => FlipAxis.TopToBottom,
            _ => null,
        },
        Watermark = parsed.GetValue(_watermark),
        Compress = parsed.GetValue(_compress),
    };

    private static (int X, int Y, int Width, int Height)? ParseCrop(ArgumentResult result)
    {
        string word = result.Tokens.Single().Value;
        int[] numbers = [.. word.Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1)];
        if (numbers is [>= 0, >= 0, > 0, > 0]) return (numbers[0], numbers[1], numbers[2], numbers[3]);
        result.AddError($"'{word}' is not a rectangle like 100,50,400,300.");
        return null;
    }
}
