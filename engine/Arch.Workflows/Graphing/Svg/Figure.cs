namespace Arch.Workflows.Graphing.Svg;

/// <summary>A part of a picture that is entered at its top and left at its bottom.</summary>
/// <param name="Width">How wide it is.</param>
/// <param name="Height">How high it is.</param>
/// <param name="Axis">Where it is entered and left, from its left side.</param>
/// <param name="GoesOn">Whether something comes after it.</param>
/// <param name="Draw">Draws it with its left upper corner at a place.</param>
internal sealed record Figure(double Width, double Height, double Axis, bool GoesOn, Action<SvgCanvas, double, double> Draw)
{
    /// <summary>Gets nothing: a way that goes straight on.</summary>
    public static Figure Nothing { get; } = new(24, 0, 12, GoesOn: true, (_, _, _) => { });

    /// <summary>Gives the figure with room at its sides.</summary>
    public Figure AtLeast(double width)
    {
        var more = Math.Max(0, width - Width) / 2;
        return more == 0 ? this : new(width, Height, Axis + more, GoesOn, (canvas, x, y) => Draw(canvas, x + more, y));
    }
}
