using System.CommandLine;
using DreamStack.Cli.Receiving;
using DreamStack.Cli.Terminal;
using DreamStack.Streaming.Wire;

namespace DreamStack.Cli.Verbs;

/// <summary>`ds receive`: watch a stream from the terminal.</summary>
internal static class ReceiveVerb
{
    public static Command Create()
    {
        Argument<StreamAddress> address = new("address")
        {
            Description = "Where the stream is, as ws://host:port/stream/NAME, or as the browser shows it",
            DefaultValueFactory = _ => new StreamAddress(new Uri("ws://localhost:9100"), StreamName.Default),
            CustomParser = result =>
            {
                if (StreamAddress.TryParse(result.Tokens.Single().Value, out StreamAddress? parsed)) return parsed;
                result.AddError($"'{result.Tokens.Single().Value}' is not an address like ws://localhost:9100/stream/main.");
                return null;
            },
        };
        Option<string> mode = new("--mode", "-m") { Description = "How to be served", DefaultValueFactory = _ => "delta" };
        mode.AcceptOnlyFromAmong("pixel", "delta", "signal");
        Option<string?> save = new("--save") { Description = "Write the newest picture into a PNG; ends after the first one unless told longer", HelpName = "frame.png" };
        Option<string?> raw = new("--raw") { Description = "Write every picture as RGBA bytes into a file; - is standard output", HelpName = "file" };
        Option<double?> seconds = new("--seconds") { Description = "Stop after this long" };
        Option<long?> frames = new("--frames") { Description = "Stop after this many pictures" };
        TrustOption trust = new();
        Verb verb = new(
            "receive", "Watch a stream: live figures in the terminal, pictures into files.",
            "ds receive",
            "ds receive http://localhost:9100/watch/main --mode signal --seconds 10",
            "ds receive --save frame.png",
            "ds receive wss://localhost:9100/stream/main --trust certificate.pem",
            "ds receive --raw - --frames 300 | ffmpeg -f rawvideo -pix_fmt rgba -s 600x400 -i - springs.mp4")
        {
            address, mode, save, raw, seconds, frames, trust.Option,
        };
        verb.Validators.Add(result =>
        {
            bool needsPictures = result.GetValue(save) is not null || result.GetValue(raw) is not null || result.GetValue(frames) is not null;
            if (needsPictures && result.GetValue(mode) == "signal") result.AddError("--save, --raw and --frames need pictures: choose --mode delta or pixel.");
            if (result.GetValue(seconds) is <= 0) result.AddError("--seconds is more than 0.");
            if (result.GetValue(frames) is <= 0) result.AddError("--frames is more than 0.");
        });
        verb.SetAction(async (parsed, cancellation) =>
        {
            StreamMode wished = StreamModes.TryParse(parsed.GetValue(mode), out StreamMode named) ? named : StreamMode.Delta;
            ReceiveOptions options = new(parsed.GetRequiredValue(address), wished)
            {
                Save = parsed.GetValue(save),
                Raw = parsed.GetValue(raw),
                Seconds = parsed.GetValue(seconds),
                Frames = parsed.GetValue(frames),
                Trusted = trust.Read(parsed),
            };
            await using ReceiveSession session = new(options, TimeProvider.System, parsed.InvocationConfiguration.Error);
            return await session.RunAsync(cancellation);
        });
        return verb;
    }
}
