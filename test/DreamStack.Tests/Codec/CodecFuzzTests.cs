using Xunit;

namespace DreamStack.Tests.Codec;

public sealed class CodecFuzzTests
{
    private const int Payloads = 200_000;

    [Fact]
    public void Two_hundred_thousand_broken_payloads_neither_crash_nor_touch_a_byte_outside()
    {
        using var fuzz = new CodecFuzz(seed: 20);
        for (var i = 0; i < Payloads; i++)
            fuzz.Step();

        // Both outcomes must have been met often, or the payloads were too tame or too wild to say anything.
        Assert.InRange(fuzz.Refused, Payloads / 4, Payloads * 2);
        Assert.InRange(fuzz.Taken, Payloads / 20, Payloads * 2);
    }
}
