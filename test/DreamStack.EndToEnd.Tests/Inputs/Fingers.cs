using Microsoft.Playwright;

namespace DreamStack.EndToEnd.Tests.Inputs;

/// <summary>Fingers on the glass of a page, as its device would report them.</summary>
internal sealed class Fingers
{
    private readonly ICDPSession _device;
    private readonly SortedDictionary<int, (float X, float Y)> _down = [];

    private Fingers(ICDPSession device) => _device = device;

    public static async Task<Fingers> OverAsync(IPage page) => new(await page.Context.NewCDPSessionAsync(page));

    public Task DownAsync(int finger, (float X, float Y) at) => PutAsync("touchStart", finger, at);

    public Task MoveAsync(int finger, (float X, float Y) to) => PutAsync("touchMove", finger, to);

    /// <summary>Lifts one.</summary>
    public Task UpAsync(int finger)
    {
        (float X, float Y) at = _down[finger];
        _down.Remove(finger);
        return SendAsync("touchEnd", [new { x = at.X, y = at.Y, id = finger }]);
    }

    /// <summary>The system takes all of them away from the page, as for a gesture of its own.</summary>
    public Task CancelAsync()
    {
        _down.Clear();
        return SendAsync("touchCancel");
    }

    private Task PutAsync(string type, int finger, (float X, float Y) at)
    {
        _down[finger] = at;
        return SendAsync(type);
    }

    private async Task SendAsync(string type, object[]? points = null) => await _device.SendAsync("Input.dispatchTouchEvent", new()
    {
        ["type"] = type,
        ["touchPoints"] = points ?? [.. _down.Select(finger => new { x = finger.Value.X, y = finger.Value.Y, id = finger.Key })],
    });
}
