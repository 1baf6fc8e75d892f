using System.Globalization;
using System.Text;

namespace Arch.Workflows.Graphing.Svg;

/// <summary>Collects the elements of a picture.</summary>
internal sealed class SvgCanvas
{
    private const string Style = """
        text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;font-size:11.5px;fill:#1f2630}
        .b{font-weight:600;font-size:13px}.m{fill:#5a6472}.c{text-anchor:middle}
        .bg{fill:#ffffff}.l{fill:none;stroke:#7a8594;stroke-width:1.4;stroke-linejoin:round}.d{stroke-dasharray:5 4}.k{stroke-width:4;stroke-linecap:round}
        .a{fill:#7a8594}.n{fill:#f6f8fa;stroke:#8b96a5;stroke-width:1.2}.f{fill:none;stroke:#9aa5b3}.e{fill:none;stroke:#d06a6a}
        .choice{fill:#fff4d6;stroke:#c39a1d}.wait{fill:#e8ebff;stroke:#6272dd}.call{fill:#e2f5ec;stroke:#2f9a68}.fail{fill:#fde4e4;stroke:#cc4b4b}
        .input{fill:#e3f1fb;stroke:#3a87c2}.variable{fill:#f3e8fb;stroke:#9459c2}.output{fill:#e2f5ec;stroke:#2f9a68}.terminal{fill:#e9edf2;stroke:#6b7685}
        @media (prefers-color-scheme:dark){
        text{fill:#e4e8ee}.m{fill:#a3adba}.bg{fill:#15191f}.l{stroke:#8792a1}.a{fill:#8792a1}.n{fill:#222831;stroke:#5d6876}.f{fill:none;stroke:#5b6674}.e{fill:none;stroke:#a95555}
        .choice{fill:#3a3110;stroke:#b8952c}.wait{fill:#23284f;stroke:#7f8cf0}.call{fill:#143526;stroke:#3aa974}.fail{fill:#431d1d;stroke:#d66}
        .input{fill:#14304a;stroke:#4b98d3}.variable{fill:#33204a;stroke:#a871d6}.output{fill:#143526;stroke:#3aa974}.terminal{fill:#2b323c;stroke:#7d8896}}

        """;

    private readonly StringBuilder _body = new();

    public void Box(double x, double y, double width, double height, double round, string kind) =>
        _body.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" rx=\"{round:0.#}\"/>\n");

    public void Hexagon(double x, double y, double width, double height, string kind)
    {
        var tip = Math.Min(14, height / 2);
        _body.Append(
            CultureInfo.InvariantCulture,
            $"<path class=\"{kind}\" d=\"M{x + tip:0.#} {y:0.#}H{x + width - tip:0.#}L{x + width:0.#} {y + (height / 2):0.#}L{x + width - tip:0.#} {y + height:0.#}H{x + tip:0.#}L{x:0.#} {y + (height / 2):0.#}Z\"/>\n");
    }

    public void Text(double x, double y, string text, string kind) =>
        _body.Append(CultureInfo.InvariantCulture, $"<text class=\"{kind}\" x=\"{x:0.#}\" y=\"{y:0.#}\">{Escape(text)}</text>\n");

    /// <summary>Writes text on the ground, so that a line behind it does not strike it through.</summary>
    public void Label(double x, double y, string text)
    {
        var width = TextWidth.Of(text, 11.5) + 6;
        Box(x - (width / 2), y - 11, width, 15, 3, "bg");
        Text(x, y, text, "m c");
    }

    public void Line(string kind, bool hasArrow, params ReadOnlySpan<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in points)
        {
            path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{x:0.#} {y:0.#}");
        }

        Path(kind, hasArrow, path.ToString());
    }

    public void Path(string kind, bool hasArrow, string path) =>
        _body.Append(CultureInfo.InvariantCulture, $"<path class=\"{kind}\" d=\"{path}\"{(hasArrow ? " marker-end=\"url(#a)\"" : "")}/>\n");

    public string ToText(double width, double height, string title)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:0}\" height=\"{height:0}\" viewBox=\"0 0 {width:0} {height:0}\" role=\"img\">\n");
        text.Append(CultureInfo.InvariantCulture, $"<title>{Escape(title)}</title>\n<style>\n{Style}</style>\n");
        text.Append("<defs><marker id=\"a\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path class=\"a\" d=\"M0 0.5L8 4L0 7.5Z\"/></marker></defs>\n");
        text.Append("<rect class=\"bg\" width=\"100%\" height=\"100%\"/>\n");
        return text.Append(_body).Append("</svg>\n").ToString();
    }

    private static string Escape(string text) => string.Concat(text.Select(letter => letter switch
    {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '"' => "&quot;",
        _ when char.IsControl(letter) => " ",
        _ => letter.ToString(),
    }));
}
