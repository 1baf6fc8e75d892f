namespace Arch.Workflows.Graphing.Svg;

/// <summary>Draws a diagram from left to right; what an edge says has a place of its own between its nodes.</summary>
internal static class DataPicture
{
    private const double Margin = 20;
    private const double LabelLine = 15;

    public static string Draw(Diagram diagram)
    {
        var figures = diagram.Nodes.Select(node => Figures.Leaf(node.Lines, node.Kind)).ToList();
        var index = diagram.Nodes.Select((node, i) => (node.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i, StringComparer.Ordinal);
        var sizes = figures.Select(figure => new Extent(figure.Height, figure.Width)).ToList();
        var labelled = diagram.Edges.Where(edge => edge.From != edge.To && index.ContainsKey(edge.From) && index.ContainsKey(edge.To)).ToList();
        var edges = new List<(int From, int To)>();
        foreach (var edge in labelled)
        {
            edges.Add((index[edge.From], sizes.Count));
            edges.Add((sizes.Count, index[edge.To]));
            sizes.Add(new Extent((edge.Labels.Length * LabelLine) + 2, edge.Labels.Select(label => TextWidth.Of(label, 11.5) + 8).DefaultIfEmpty(0).Max()));
        }

        var layout = LayeredLayout.Of(sizes, edges, new Extent(12, 34));
        var canvas = new SvgCanvas();
        for (var i = 0; i < edges.Count; i++)
        {
            var points = layout.Ways[i].Select(point => (Margin + point.Along, Margin + point.Across)).ToList();
            canvas.Path("l", hasArrow: i % 2 == 1, Curve.Across(points));
        }

        for (var i = 0; i < figures.Count; i++)
        {
            figures[i].Draw(canvas, Margin + layout.Places[i].Along, Margin + layout.Places[i].Across);
        }

        for (var i = 0; i < labelled.Count; i++)
        {
            var place = layout.Places[figures.Count + i];
            var middle = Margin + place.Along + (sizes[figures.Count + i].Along / 2);
            for (var line = 0; line < labelled[i].Labels.Length; line++)
            {
                canvas.Label(middle, Margin + place.Across + 12 + (line * LabelLine), labelled[i].Labels[line]);
            }
        }

        return canvas.ToText(layout.Size.Along + (2 * Margin), layout.Size.Across + (2 * Margin), $"The data of {diagram.Name}");
    }
}
