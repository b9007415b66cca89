using DreamStack.Relay.Streams;

namespace DreamStack.Relay.Tests.Streams;

public sealed class MergePatchTextTests
{
    [Fact]
    public void A_name_or_a_value_that_is_not_text_makes_no_state()
    {
        Assert.False(MergePatch.IsObject([(byte)'{', (byte)'"', 0x92, (byte)'"', (byte)':', (byte)'1', (byte)'}']));
        Assert.False(MergePatch.IsObject([(byte)'{', (byte)'"', (byte)'a', (byte)'"', (byte)':', (byte)'"', 0xC0, (byte)'"', (byte)'}']));
        Assert.False(MergePatch.IsObject("""{"\ud800":1}"""u8));
        Assert.False(MergePatch.IsObject("""{"a":["\udc00"]}"""u8));
        Assert.True(MergePatch.IsObject("""{"\ud83d\ude00":"\u00e9"}"""u8));
        Assert.True(MergePatch.IsObject("{\"ä\":\"é\"}"u8));
    }
}
