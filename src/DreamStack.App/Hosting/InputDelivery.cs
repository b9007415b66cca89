using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.App.Hosting;

/// <summary>Reads input messages and hands them to an app.</summary>
internal static class InputDelivery
{
    /// <summary>False when the type is none that an app takes, or the body is not what the type says.</summary>
    public static bool TryDeliver(IApp app, PictureOut shown, InputType type, uint viewer, ReadOnlySpan<byte> body)
    {
        switch (type)
        {
            case InputType.Pointer or InputType.PointerDown or InputType.PointerUp:
                return TryDeliverPointer(app, shown, type, viewer, body);
            case InputType.KeyDown or InputType.KeyUp:
                if (!KeyInput.TryRead(body, out KeyInput key)) return false;
                app.Key(viewer, key, down: type == InputType.KeyDown);
                return true;
            case InputType.Text:
                if (body.Length > WireLimits.MaxTextLength) return false;
                app.Text(viewer, body);
                return true;
            case InputType.Touch or InputType.TouchEnd or InputType.TouchCancel:
                if (!TouchInput.TryRead(body, out TouchInput touch)) return false;
                app.Touch(viewer, shown.Back(touch, app), present: type == InputType.Touch);
                return true;
            case InputType.Scroll:
                if (!ScrollInput.TryRead(body, out ScrollInput scroll)) return false;
                app.Scroll(viewer, scroll);
                return true;
            case InputType.Resize:
                if (!ResizeInput.TryRead(body, out ResizeInput resize)) return false;
                app.Resize(shown.Back(resize));
                return true;
            default:
                return false;
        }
    }

    private static bool TryDeliverPointer(IApp app, PictureOut shown, InputType type, uint viewer, ReadOnlySpan<byte> body)
    {
        if (!PointerInput.TryRead(body, out PointerInput pointer)) return false;
        pointer = shown.Back(pointer, app);
        switch (type)
        {
            case InputType.PointerDown:
                app.PointerDown(viewer, pointer);
                break;
            case InputType.PointerUp:
                app.PointerUp(viewer, pointer);
                break;
            default:
                app.PointerMove(viewer, pointer);
                break;
        }

        return true;
    }
}
