using DreamStack.Relay.Framing;

namespace DreamStack.Relay.Tests.Framing;

public class MaskingTests
{
    [Fact]
    public void Every_length_and_cut_gives_what_the_definition_of_section_5_3_gives()
    {
        Random random = new(5);
        byte[] masked = new byte[200];
        byte[] key = new byte[4];
        for (int length = 0; length <= masked.Length; length++)
        {
            random.NextBytes(masked);
            random.NextBytes(key);
            byte[] expected = [.. masked.Take(length).Select((value, i) => (byte)(value ^ key[i % 4]))];
            foreach (int cut in new[] { 0, 1, 2, 3, 5, 17, 33, length / 2, length }.Where(cut => cut <= length))
            {
                foreach (bool scalar in new[] { false, true })
                {
                    byte[] bytes = masked[..length];
                    uint turned = Apply(bytes.AsSpan(0, cut), BitConverter.ToUInt32(key), scalar);
                    Apply(bytes.AsSpan(cut), turned, scalar);
                    Assert.Equal(expected, bytes);
                }
            }
        }
    }

    private static uint Apply(Span<byte> bytes, uint key, bool scalar) =>
        scalar ? Masking.ApplyScalar(bytes, key) : Masking.Apply(bytes, key);
}
