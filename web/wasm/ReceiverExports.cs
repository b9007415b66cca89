using System.IO.Hashing;
using System.Runtime.InteropServices.JavaScript;
using System.Text;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Streaming.Wasm;

/// <summary>What JavaScript calls to receive: a receiver is a number, bytes cross as pointers into the module's memory.</summary>
internal static partial class ReceiverExports
{
    private static readonly Dictionary<int, Receiver> s_receivers = [];
    private static int s_next;

    [JSExport]
    public static int Open()
    {
        s_receivers.Add(++s_next, new Receiver());
        return s_next;
    }

    [JSExport]
    public static void Close(int receiver) => s_receivers.Remove(receiver);

    [JSExport]
    public static void Reconnect(int receiver) => s_receivers[receiver].Reconnect();

    /// <summary>Where to put the next <paramref name="length"/> bytes that came.</summary>
    [JSExport]
    public static int Inbox(int receiver, int length)
    {
        s_receivers[receiver].Inbox.Take(length);
        return s_receivers[receiver].Inbox.Pointer;
    }

    /// <summary>Reads the inbox; how many event records there are.</summary>
    [JSExport]
    public static int Receive(int receiver) => s_receivers[receiver].Receive();

    [JSExport]
    public static int Events(int receiver) => s_receivers[receiver].Events.Pointer;

    /// <summary>How many outgoing bytes wait; they count as taken.</summary>
    [JSExport]
    public static int TakeOutbox(int receiver) => s_receivers[receiver].Outbox.Take();

    [JSExport]
    public static int Outbox(int receiver) => s_receivers[receiver].Outbox.Pointer;

    [JSExport]
    public static void Pointer(int receiver, int type, int x, int y, int buttons, int id) =>
        s_receivers[receiver].Outbox.Move(
            (InputType)type, new PointerInput((ushort)x, (ushort)y, (byte)buttons), (uint)id);

    [JSExport]
    public static void Touch(int receiver, int type, int contact, int x, int y, int id) =>
        s_receivers[receiver].Outbox.Touch(
            (InputType)type, new TouchInput((byte)contact, (ushort)x, (ushort)y), (uint)id);

    [JSExport]
    public static void Key(int receiver, int type, int usage, int modifiers, int id) =>
        s_receivers[receiver].Outbox.Key(
            (InputType)type, new KeyInput((ushort)usage, (KeyModifiers)modifiers), (uint)id);

    [JSExport]
    public static void Text(int receiver, string text, int id) => s_receivers[receiver].Outbox.Text(text, (uint)id);

    [JSExport]
    public static void Scroll(int receiver, int dx, int dy, int id) =>
        s_receivers[receiver].Outbox.Scroll(new ScrollInput((short)dx, (short)dy), (uint)id);

    [JSExport]
    public static void Resize(int receiver, int width, int height) =>
        s_receivers[receiver].Outbox.Resize(new ResizeInput((ushort)width, (ushort)height), 0);

    [JSExport]
    public static void Ack(int receiver, int decoded, int shown) =>
        s_receivers[receiver].Outbox.Ack((ushort)decoded, (ushort)shown);

    [JSExport]
    public static void Ping(int receiver) =>
        s_receivers[receiver].Ping();

    /// <summary>Milliseconds until the picture or signals with this timestamp are to be shown; 0 for now.</summary>
    [JSExport]
    public static double WaitFor(int receiver, int timestamp) =>
        s_receivers[receiver].Sync.WaitFor((uint)timestamp).TotalMilliseconds;

    /// <summary>From leaving the relay to being shown, in milliseconds: the same at every receiver in step.</summary>
    [JSExport]
    public static void SetDelay(int receiver, double milliseconds) =>
        s_receivers[receiver].Sync.Delay = TimeSpan.FromMilliseconds(milliseconds);

    /// <summary>What is known of the relay's clock and of being in step, as a JSON object.</summary>
    [JSExport]
    public static string Sync(int receiver) => FlowJson.Of(s_receivers[receiver].Sync);

    /// <summary>One byte for each tile of 1,024 pixels, 1 where something changed since the last call; how many there are.</summary>
    [JSExport]
    public static int TakeDamage(int receiver) => s_receivers[receiver].Damage.Take();

    [JSExport]
    public static int Damage(int receiver) => s_receivers[receiver].Damage.Pointer;

    /// <summary>An input's way to its picture, in microseconds, for the figures.</summary>
    [JSExport]
    public static void Latency(int receiver, double microseconds) =>
        s_receivers[receiver].Metrics.LatencyUs.Record((long)microseconds);

    /// <summary>How the world that is run here compares with the source's, as a JSON object; null when none is.</summary>
    [JSExport]
    public static string World(int receiver) => FlowJson.Of(s_receivers[receiver].Scene.Follower);

    /// <summary>Every figure of this receiver as a JSON object.</summary>
    [JSExport]
    public static string Metrics(int receiver) => FlowJson.Of(s_receivers[receiver].Metrics.Take());

    /// <summary>Every figure of this receiver as Prometheus text.</summary>
    [JSExport]
    public static string MetricsText(int receiver) => FlowJson.TextOf(s_receivers[receiver].Metrics.Take());

    [JSExport]
    public static void AskKeyframe(int receiver) => s_receivers[receiver].AskKeyframe();

    [JSExport]
    public static void SetMode(int receiver, string word)
    {
        if (StreamModes.TryParse(word, out StreamMode mode)) s_receivers[receiver].Outbox.Control(new ModeControl(mode));
    }

    /// <summary>Says a control object as it is.</summary>
    [JSExport]
    public static void Control(int receiver, string json) =>
        s_receivers[receiver].Outbox.Input(InputType.Control, 0, Encoding.UTF8.GetBytes(json));

    [JSExport]
    public static void SetAudio(int receiver, bool on) => s_receivers[receiver].Outbox.Control(new AudioControl(on));

    /// <summary>Lists the app's picture from the signals; bytes of the list, 0 when this app is not known here.</summary>
    [JSExport]
    public static int Draw(int receiver) => s_receivers[receiver].Scene.Draw();

    /// <summary>Where the list's words lie (0), its text (1), the text's length (2), the picture's width (3) and height (4).</summary>
    [JSExport]
    public static int Drawn(int receiver, int part) => s_receivers[receiver].Scene.Part(part);

    /// <summary>XxHash3 of the bytes in the inbox, as 16 hexadecimal digits.</summary>
    [JSExport]
    public static string HashInbox(int receiver) =>
        XxHash3.HashToUInt64(s_receivers[receiver].Inbox.Written).ToString("x16");

    /// <summary>XxHash3 of the picture held, as 16 hexadecimal digits.</summary>
    [JSExport]
    public static string HashPicture(int receiver) =>
        XxHash3.HashToUInt64(s_receivers[receiver].Picture.Rgba).ToString("x16");
}
