using System.Globalization;
using System.Text;

namespace Arch.Workflows.Graphing.Svg;

/// <summary>Smooth lines through points.</summary>
internal static class Curve
{
    /// <summary>Gives a line that leaves and reaches its points from above.</summary>
    public static string Down(IReadOnlyList<(double X, double Y)> points) => Through(points, isAcross: false);

    /// <summary>Gives a line that leaves and reaches its points from the left.</summary>
    public static string Across(IReadOnlyList<(double X, double Y)> points) => Through(points, isAcross: true);

    private static string Through(IReadOnlyList<(double X, double Y)> points, bool isAcross)
    {
        var path = new StringBuilder();
        path.Append(CultureInfo.InvariantCulture, $"M{points[0].X:0.#} {points[0].Y:0.#}");
        for (var i = 1; i < points.Count; i++)
        {
            var (from, to) = (points[i - 1], points[i]);
            var (x, y) = ((from.X + to.X) / 2, (from.Y + to.Y) / 2);
            if (isAcross)
            {
                path.Append(CultureInfo.InvariantCulture, $"C{x:0.#} {from.Y:0.#} {x:0.#} {to.Y:0.#} {to.X:0.#} {to.Y:0.#}");
            }
            else
            {
                path.Append(CultureInfo.InvariantCulture, $"C{from.X:0.#} {y:0.#} {to.X:0.#} {y:0.#} {to.X:0.#} {to.Y:0.#}");
            }
        }

        return path.ToString();
    }
}
