using System.Text;
using DreamStack.App.Scene;
using Xunit;

namespace DreamStack.Tests.App.Scene;

public sealed class DisplayListTests
{
    [Fact]
    public void The_first_word_of_an_operation_says_what_it_is_and_how_long()
    {
        var list = new DisplayList();
        list.Clear(0x11223344);
        list.StrokeLine(1, 2, 3, 4, 1.5f, 0xFFFFFFFF);

        Assert.Equal((int)DisplayOp.Clear | (2 << 8), list.Words[0]);
        Assert.Equal(0x11223344, list.Words[1]);
        Assert.Equal((int)DisplayOp.StrokeLine | (7 << 8), list.Words[2]);
        Assert.Equal(1.5f, BitConverter.Int32BitsToSingle(list.Words[7]));
        Assert.Equal(9, list.Words.Length);
    }

    [Fact]
    public void Text_lies_beside_the_words()
    {
        var list = new DisplayList();
        list.FillText("é", 0, 0, 12, TextWeight.Regular, TextAlign.Left, 0xFF);
        list.FillText("ab"u8, 0, 0, 12, TextWeight.SemiBold, TextAlign.Right, 0xFF);

        Assert.Equal("éab", Encoding.UTF8.GetString(list.Text));
        Assert.Equal([600, 2, 0xFF, 2, 2], list.Words[13..].ToArray());
    }

    [Fact]
    public void It_grows_past_its_first_memory_and_keeps_what_it_holds()
    {
        var list = new DisplayList();
        for (int i = 0; i < 2000; i++)
        {
            list.FillCircle(i, 0, 1, (uint)i);
            list.FillText("abc"u8, 0, 0, 12, TextWeight.Regular, TextAlign.Left, 0);
        }

        Assert.Equal(2000 * 14, list.Words.Length);
        Assert.Equal(2000 * 3, list.Text.Length);
        Assert.Equal(1999, list.Words[(1999 * 14) + 4]);
        Assert.Equal(0, list.Words[4]);
    }

    [Fact]
    public void A_list_of_a_steady_size_allocates_nothing()
    {
        var list = new DisplayList();
        Fill(list);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Fill(list);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_polyline_without_two_whole_points_is_refused(int floats)
    {
        var list = new DisplayList();

        Assert.Throws<ArgumentException>(() => list.StrokePolyline(new float[floats], 1, 0));
        Assert.Equal(0, list.Words.Length);
    }

    private static void Fill(DisplayList list)
    {
        list.Reset();
        EveryOperation.AddTo(list);
    }
}
