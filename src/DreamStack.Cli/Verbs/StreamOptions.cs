using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DreamStack.App.Demos;
using DreamStack.App.Demos.Springs;
using DreamStack.Streaming.Wire;

namespace DreamStack.Cli.Verbs;

/// <summary>The options that several verbs share, each checked before anything starts.</summary>
internal static class StreamOptions
{
    public const int LargestSide = 4000;
    public const int SmallestSide = 8;

    public static Option<int> Port()
    {
        Option<int> option = new("--port", "-p")
        {
            Description = "TCP port of the relay; 0 takes any free one",
            DefaultValueFactory = _ => 9100,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > ushort.MaxValue) result.AddError("--port is a number from 0 to 65535.");
        });
        return option;
    }

    /// <summary>Which demo runs; springs unless told.</summary>
    public static Argument<string> Demo()
    {
        Argument<string> argument = new("app")
        {
            Description = "springs or physics",
            DefaultValueFactory = _ => SpringsApp.AppName,
        };
        argument.AcceptOnlyFromAmong([.. DemoApps.Names]);
        return argument;
    }

    public static Option<string> Stream()
    {
        Option<string> option = new("--stream", "-s")
        {
            Description = "Name of the stream",
            DefaultValueFactory = _ => StreamName.Default,
        };
        option.Validators.Add(result =>
        {
            if (!StreamName.IsValid(result.GetValueOrDefault<string>())) result.AddError("--stream is 1 to 64 of A-Z a-z 0-9 . _ - and starts with no dot.");
        });
        return option;
    }

    public static Option<double> FramesPerSecond()
    {
        Option<double> option = new("--fps")
        {
            Description = "Frames a second while something moves, 1 to 240",
            DefaultValueFactory = _ => 30,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 1 and <= 240)) result.AddError("--fps is a number from 1 to 240.");
        });
        return option;
    }

    public static Option<PictureSize> Size() => new("--size")
    {
        Description = $"Picture size in pixels, WIDTHxHEIGHT, each {SmallestSide} to {LargestSide}",
        HelpName = "WxH",
        DefaultValueFactory = _ => new PictureSize(600, 400),
        CustomParser = ParseSize,
    };

    public static Option<Uri> Relay()
    {
        Option<Uri> option = new("--relay", "-r")
        {
            Description = "The relay's address",
            HelpName = "ws://host:port",
            DefaultValueFactory = _ => new Uri("ws://localhost:9100"),
            CustomParser = result => StreamAddress.TryParse(result.Tokens.Single().Value, out StreamAddress? address)
                ? address.Relay
                : Wrong<Uri>(result, $"'{result.Tokens.Single().Value}' is not an address like ws://localhost:9100."),
        };
        return option;
    }

    private static PictureSize ParseSize(ArgumentResult result)
    {
        string word = result.Tokens.Single().Value;
        string[] sides = word.Split('x', 'X');
        bool right = sides.Length == 2 & TrySide(sides[0], out ushort width) & TrySide(sides[^1], out ushort height);
        if (right && width * height > WireLimits.MaxPicturePixels)
        {
            return Wrong<PictureSize>(
                result, $"{word} is {width * height:N0} pixels; a picture has at most {WireLimits.MaxPicturePixels:N0}, as 4000x4000.");
        }

        return right
            ? new PictureSize(width, height)
            : Wrong<PictureSize>(result, $"'{word}' is not a size like 600x400, each side {SmallestSide} to {LargestSide}.");
    }

    private static bool TrySide(string word, out ushort side) =>
        ushort.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out side) && side is >= SmallestSide and <= LargestSide;

    private static T? Wrong<T>(ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
    }
}
