using DreamStack.App.Scene;
using DreamStack.Rendering;
using DreamStack.Tests.App.Scene;
using Xunit;

namespace DreamStack.Tests.Rendering;

public sealed class SkiaRendererTests
{
    [Fact]
    public void Pixels_are_opaque_rgba_from_the_top_down()
    {
        using var sut = new SkiaRenderer();
        var list = new DisplayList();
        list.Clear(0x102030FF);
        list.FillRect(1, 0, 1, 1, 0xFF8040FF);

        byte[] pixels = sut.Render(list, 3, 2).ToArray();

        Assert.Equal(3 * 2 * 4, pixels.Length);
        Assert.Equal([0x10, 0x20, 0x30, 255, 0xFF, 0x80, 0x40, 255, 0x10, 0x20, 0x30, 255], pixels[..12]);
    }

    [Fact]
    public void Every_operation_leaves_its_mark_and_alpha_stays_full()
    {
        using var sut = new SkiaRenderer();
        byte[] pixels = Draw(sut, 120, 80);

        for (int i = 3; i < pixels.Length; i += 4)
        {
            Assert.Equal(255, pixels[i]);
        }

        Assert.Equal(0xE0533D, At(pixels, 120, 10, 8));
        Assert.Equal(0x3DA5E0, At(pixels, 120, 40, 10));
        Assert.Equal(0xF2C14E, At(pixels, 120, 70, 12));
        Assert.NotEqual(0x10141C, At(pixels, 120, 100, 4));
        Assert.Equal(0x10141C, At(pixels, 120, 16, 36));
        Assert.NotEqual(0x10141C, At(pixels, 120, 24, 36));
        Assert.Equal(0xE07BD0, At(pixels, 120, 44, 43));
        Assert.Equal(0xFFFFFF, At(pixels, 120, 70, 37));
        Assert.NotEqual(0x10141C, At(pixels, 120, 90, 36));
        Assert.Equal(0xE0533D, At(pixels, 120, 5, 60));
        Assert.Equal(0x10141C, At(pixels, 120, 11, 60));
        Assert.True(CountOther(pixels, 0x10141C, 120, 54, 72) > 150);
    }

    [Fact]
    public void The_same_list_gives_the_same_bytes_in_any_renderer()
    {
        using var one = new SkiaRenderer();
        using var other = new SkiaRenderer();
        byte[] first = Draw(one, 120, 80);
        Draw(other, 60, 40);

        Assert.Equal(first, Draw(one, 120, 80));
        Assert.Equal(first, Draw(other, 120, 80));
    }

    [Fact]
    public void Pictures_share_memory_until_the_size_changes()
    {
        using var sut = new SkiaRenderer();
        Draw(sut, 120, 80);
        ref byte first = ref sut.Pixels[0];
        Draw(sut, 120, 80);
        Assert.True(System.Runtime.CompilerServices.Unsafe.AreSame(ref first, ref sut.Pixels[0]));

        Draw(sut, 8, 4096);

        Assert.Equal((8, 4096), (sut.Width, sut.Height));
        Assert.Equal(8 * 4096 * 4, sut.Pixels.Length);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, -1)]
    public void A_picture_without_pixels_is_refused(int width, int height)
    {
        using var sut = new SkiaRenderer();

        Assert.Throws<ArgumentOutOfRangeException>(() => sut.Render(new DisplayList(), width, height).Length);
    }

    [Fact]
    public void More_text_than_is_kept_is_still_drawn()
    {
        using var sut = new SkiaRenderer();
        var list = new DisplayList();
        for (int i = 0; i < 600; i++)
        {
            list.Reset();
            list.Clear(0x000000FF);
            list.FillText($"{i}", 2, 20, 16, TextWeight.Regular, TextAlign.Left, 0xFFFFFFFF);
            Assert.True(CountOther(sut.Render(list, 40, 24).ToArray(), 0, 40, 0, 24) > 10);
        }
    }

    [Fact]
    public void A_png_holds_the_picture_exactly()
    {
        using var sut = new SkiaRenderer();
        byte[] pixels = Draw(sut, 120, 80);
        using var file = new MemoryStream();

        PngImage.Write(file, pixels, 120, 80);

        Assert.Equal(pixels, PngImage.Read(file.ToArray(), out int width, out int height));
        Assert.Equal((120, 80), (width, height));
        Assert.Throws<InvalidDataException>(() => PngImage.Read([1, 2, 3], out _, out _));
    }

    private static byte[] Draw(SkiaRenderer renderer, int width, int height)
    {
        var list = new DisplayList();
        EveryOperation.AddTo(list);
        return renderer.Render(list, width, height).ToArray();
    }

    private static int At(byte[] pixels, int width, int x, int y)
    {
        int i = ((y * width) + x) * 4;
        return (pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2];
    }

    private static int CountOther(byte[] pixels, int color, int width, int top, int bottom)
    {
        int count = 0;
        for (int y = top; y < bottom; y++)
        {
            for (int x = 0; x < width; x++)
            {
                count += At(pixels, width, x, y) == color ? 0 : 1;
            }
        }

        return count;
    }
}
