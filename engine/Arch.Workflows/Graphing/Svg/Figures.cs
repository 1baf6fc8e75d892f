namespace Arch.Workflows.Graphing.Svg;

/// <summary>The shapes that flows are made of.</summary>
internal static class Figures
{
    private const double Gap = 26;
    private const double Padding = 16;

    /// <summary>Makes the box of a step: its first line is its name.</summary>
    public static Figure Leaf(IReadOnlyList<string> lines, NodeKind kind, bool goesOn = true)
    {
        var width = Math.Max(90, lines.Select((line, i) => i == 0 ? TextWidth.Of(line, 13, isBold: true) : TextWidth.Of(line, 11.5)).Max() + (kind == NodeKind.Choice ? 44 : 28));
        var height = 15 + (lines.Count * 16);
        return new Figure(width, height, width / 2, goesOn, (canvas, x, y) =>
        {
            var style = "n " + ClassOf(kind);
            if (kind == NodeKind.Choice)
            {
                canvas.Hexagon(x, y, width, height, style);
            }
            else
            {
                canvas.Box(x, y, width, height, kind is NodeKind.Terminal or NodeKind.Wait ? Math.Min(16, height / 2) : 6, style);
            }

            for (var i = 0; i < lines.Count; i++)
            {
                canvas.Text(x + (width / 2), y + 20 + (i * 16), lines[i], i == 0 ? "b c" : "m c");
            }
        });
    }

    public static string ClassOf(NodeKind kind) => kind switch
    {
        NodeKind.Choice => "choice",
        NodeKind.Wait => "wait",
        NodeKind.Call => "call",
        NodeKind.Fail => "fail",
        NodeKind.Terminal => "terminal",
        NodeKind.Input => "input",
        NodeKind.Variable => "variable",
        NodeKind.Output => "output",
        _ => "",
    };

    /// <summary>Puts figures one below the other, with arrows between them.</summary>
    public static Figure Sequence(IReadOnlyList<Figure> figures)
    {
        if (figures.Count == 0)
        {
            return Figure.Nothing;
        }

        var left = figures.Max(figure => figure.Axis);
        var right = figures.Max(figure => figure.Width - figure.Axis);
        var height = figures.Sum(figure => figure.Height) + (Gap * (figures.Count - 1));
        return new Figure(left + right, height, left, figures[^1].GoesOn, (canvas, x, y) =>
        {
            for (var i = 0; i < figures.Count; i++)
            {
                if (i > 0 && figures[i - 1].GoesOn)
                {
                    canvas.Line("l", hasArrow: true, (x + left, y - Gap), (x + left, y));
                }

                figures[i].Draw(canvas, x + left - figures[i].Axis, y);
                y += figures[i].Height + Gap;
            }
        });
    }

    /// <summary>Puts a frame around a figure.</summary>
    public static Figure Frame(IReadOnlyList<string> title, Figure inner, string kind = "n f", bool returns = false)
    {
        var top = (title.Count > 0 ? 10 + (title.Count * 16) : 6) + 6 + (returns ? 14 : 0);
        var bottom = Padding + (returns ? 8 : 0);
        var named = title.Select((line, i) => TextWidth.Of(line, i == 0 ? 13 : 11.5, i == 0)).DefaultIfEmpty(0).Max();
        var body = inner.AtLeast(named - (returns ? 14 : 0));
        var side = Padding + (returns ? 14 : 0);
        var width = body.Width + Padding + side;
        var height = top + body.Height + bottom;
        var axis = Padding + body.Axis;
        return new Figure(width, height, axis, returns || inner.GoesOn, (canvas, x, y) =>
        {
            canvas.Box(x, y, width, height, 10, kind);
            for (var i = 0; i < title.Count; i++)
            {
                canvas.Text(x + Padding, y + 21 + (i * 16), title[i], i == 0 ? "b" : "m");
            }

            if (returns)
            {
                var (begin, end, edge) = (y + top + body.Height, y + top - 12, x + width - 12);
                canvas.Line("l d", hasArrow: true, (x + axis, begin), (x + axis, begin + 10), (edge, begin + 10), (edge, end), (x + axis, end), (x + axis, y + top));
            }

            else if (inner.GoesOn)
            {
                canvas.Line("l", hasArrow: false, (x + axis, y + top + body.Height), (x + axis, y + height));
            }

            body.Draw(canvas, x + Padding, y + top);
        });
    }

    /// <summary>Puts ways side by side that part above them and meet below them.</summary>
    /// <param name="head">What stands above them; <see langword="null"/> for a bar.</param>
    /// <param name="ways">The ways with what is said about each.</param>
    public static Figure Ways(Figure? head, IReadOnlyList<(string Label, Figure Figure)> ways)
    {
        var arms = ways.Select(way => way.Figure.AtLeast(TextWidth.Of(way.Label, 11.5) + 10)).ToList();
        var axes = new double[arms.Count];
        double across = 0;
        for (var i = 0; i < arms.Count; i++)
        {
            axes[i] = across + arms[i].Axis;
            across += arms[i].Width + 22;
        }

        across -= 22;
        var middle = (axes[0] + axes[^1]) / 2;
        var shift = Math.Max(0, (head?.Axis ?? 0) - middle);
        var axis = middle + shift;
        var width = Math.Max(across + shift, axis + ((head?.Width ?? 0) - (head?.Axis ?? 0)));
        var (fork, labels) = ((head?.Height ?? 0) + 12, ways.Any(way => way.Label.Length > 0) ? 30 : 16);
        var lowest = fork + labels + arms.Max(arm => arm.Height);
        var goesOn = arms.Exists(arm => arm.GoesOn);
        var isBar = head is null;
        return new Figure(width, goesOn ? lowest + 14 : lowest, axis, goesOn, (canvas, x, y) =>
        {
            var meet = y + lowest + 14;
            if (isBar)
            {
                canvas.Line("l k", hasArrow: false, (x + shift + axes[0] - 10, y + fork), (x + shift + axes[^1] + 10, y + fork));
            }

            for (var i = 0; i < arms.Count; i++)
            {
                var at = x + shift + axes[i];
                var top = y + fork + labels;
                canvas.Line("l", hasArrow: arms[i].Height > 0, (x + axis, y + (head?.Height ?? 0)), (x + axis, y + fork), (at, y + fork), (at, top));
                if (arms[i].GoesOn)
                {
                    canvas.Line("l", hasArrow: false, (at, top + arms[i].Height), (at, meet), (x + axis, meet));
                }

                if (ways[i].Label.Length > 0)
                {
                    canvas.Label(at, y + fork + 16, ways[i].Label);
                }

                arms[i].Draw(canvas, at - arms[i].Axis, top);
            }

            if (isBar && goesOn)
            {
                canvas.Line("l k", hasArrow: false, (x + shift + axes[0] - 10, meet), (x + shift + axes[^1] + 10, meet));
            }

            head?.Draw(canvas, x + axis - head.Axis, y);
        });
    }

    /// <summary>Puts handlers to the right of what they protect.</summary>
    public static Figure Protected(Figure body, IReadOnlyList<Figure> handlers)
    {
        const double between = 40;
        var width = body.Width + handlers.Sum(handler => handler.Width + between);
        var lowest = Math.Max(body.Height, handlers.Max(handler => handler.Height));
        var goesOn = body.GoesOn || handlers.Any(handler => handler.GoesOn);
        return new Figure(width, lowest + (goesOn ? 14 : 0), body.Axis, goesOn, (canvas, x, y) =>
        {
            body.Draw(canvas, x, y);
            var meet = y + lowest + 14;
            if (body.GoesOn)
            {
                canvas.Line("l", hasArrow: false, (x + body.Axis, y + body.Height), (x + body.Axis, meet));
            }

            var at = x + body.Width;
            foreach (var handler in handlers)
            {
                canvas.Line("l d", hasArrow: true, (at, y + 18), (at + between, y + 18));
                at += between;
                handler.Draw(canvas, at, y);
                if (handler.GoesOn)
                {
                    canvas.Line("l", hasArrow: false, (at + handler.Axis, y + handler.Height), (at + handler.Axis, meet), (x + body.Axis, meet));
                }

                at += handler.Width;
            }
        });
    }
}
