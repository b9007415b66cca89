namespace DreamStack.App.Scene;

/// <summary>What one operation of a display list does; its words are in docs/display-list.md.</summary>
public enum DisplayOp
{
    /// <summary>Fills the whole picture; stands before any push.</summary>
    Clear = 1,

    /// <summary>Fills a rectangle.</summary>
    FillRect = 2,

    /// <summary>Fills a rectangle with round corners.</summary>
    FillRoundRect = 3,

    /// <summary>Fills a circle.</summary>
    FillCircle = 4,

    /// <summary>Draws the outline of a rectangle with round corners, centred on its edge.</summary>
    StrokeRoundRect = 5,

    /// <summary>Draws the outline of a circle, centred on its edge.</summary>
    StrokeCircle = 6,

    /// <summary>Draws part of a circle's outline with round ends; angles in radians, clockwise from the right.</summary>
    StrokeArc = 7,

    /// <summary>Draws a line with round ends.</summary>
    StrokeLine = 8,

    /// <summary>Draws connected lines with round ends and joins.</summary>
    StrokePolyline = 9,

    /// <summary>Draws one line of text on its alphabetic baseline, without kerning.</summary>
    FillText = 10,

    /// <summary>Draws only inside a rectangle as well, until the matching pop.</summary>
    PushClip = 11,

    /// <summary>Moves the origin, until the matching pop.</summary>
    PushTranslate = 12,

    /// <summary>Ends the newest push.</summary>
    Pop = 13,

    /// <summary>Fills the inside of connected lines.</summary>
    FillPolygon = 14,
}
