namespace Arch.Workflows.Graphing.Svg;

/// <summary>A place or size: along the direction of the edges, and across it.</summary>
internal readonly record struct Extent(double Across, double Along);

/// <summary>Where the nodes of a layered drawing stand and which points its edges go through.</summary>
/// <param name="Places">The corner of each node that is first both ways.</param>
/// <param name="Ways">The points of each edge, from its beginning to its end.</param>
/// <param name="Size">The size of the whole.</param>
internal sealed record LayeredDrawing(Extent[] Places, Extent[][] Ways, Extent Size);

/// <summary>Lays a directed graph out in layers: edges lead from a layer to a later one, those back excepted.</summary>
internal static class LayeredLayout
{
    private const int Sweeps = 24;

    /// <summary>Lays a graph out.</summary>
    /// <param name="sizes">The sizes of the nodes.</param>
    /// <param name="edges">The edges; none from a node to itself.</param>
    /// <param name="gap">The room between neighbours and between layers.</param>
    public static LayeredDrawing Of(IReadOnlyList<Extent> sizes, IReadOnlyList<(int From, int To)> edges, Extent gap)
    {
        if (sizes.Count == 0)
        {
            return new LayeredDrawing([], [], default);
        }

        var layers = new Layers(sizes, edges);
        layers.Order(Sweeps);
        var across = Centres(layers, gap.Across);
        var least = layers.All.SelectMany(layer => layer).Min(node => across[node] - (layers.Sizes[node].Across / 2));
        var along = new double[layers.All.Count];
        double reached = 0;
        for (var i = 0; i < layers.All.Count; i++)
        {
            along[i] = reached;
            reached += layers.All[i].Max(node => layers.Sizes[node].Along) + gap.Along;
        }

        Extent Middle(int node) => new(across[node] - least, along[layers.Of[node]] + (Depth(node) / 2));
        double Depth(int node) => layers.All[layers.Of[node]].Max(one => layers.Sizes[one].Along);
        Extent Start(int node) => Middle(node) with { Along = Middle(node).Along - (layers.Sizes[node].Along / 2) };
        Extent End(int node) => Middle(node) with { Along = Middle(node).Along + (layers.Sizes[node].Along / 2) };

        // Straight through a layer, so that the curves lie between the layers, where nothing else is.
        IEnumerable<Extent> Through(int node) =>
        [
            Middle(node) with { Along = along[layers.Of[node]] },
            Middle(node) with { Along = along[layers.Of[node]] + Depth(node) },
        ];
        var ways = layers.Chains.Select((chain, i) =>
        {
            Extent[] points = [End(chain[0]), .. chain[1..^1].SelectMany(Through), Start(chain[^1])];
            return layers.IsReversed[i] ? [.. points.Reverse()] : points;
        });
        return new LayeredDrawing(
            [.. Enumerable.Range(0, sizes.Count).Select(node => new Extent(across[node] - least - (sizes[node].Across / 2), Start(node).Along))],
            [.. ways],
            new Extent(layers.All.SelectMany(layer => layer).Max(node => across[node] - least + (layers.Sizes[node].Across / 2)), reached - gap.Along));
    }

    // Each node is drawn to the middle of its neighbours, as far as those beside it let it.
    private static double[] Centres(Layers layers, double gap)
    {
        var centres = new double[layers.Sizes.Count];
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (var layer in sweep % 2 == 0 ? layers.All : layers.All.AsEnumerable().Reverse())
            {
                var wanted = layer.Select(node => layers.Neighbours(node).Select(other => centres[other]).DefaultIfEmpty(centres[node]).Average());
                var distances = layer.Select((node, i) =>
                    i == 0 ? 0 : ((layers.Sizes[layer[i - 1]].Across + layers.Sizes[node].Across) / 2) + gap);
                foreach (var (node, centre) in layer.Zip(Apart([.. wanted], [.. distances])))
                {
                    centres[node] = centre;
                }
            }
        }

        return centres;
    }

    // The places nearest to those wanted that keep the order and the distances: neighbours that are too near each other share the shift.
    private static List<double> Apart(double[] wanted, double[] distances)
    {
        var blocks = new List<(double Sum, int Count)>();
        double offset = 0;
        for (var i = 0; i < wanted.Length; i++)
        {
            offset += distances[i];
            blocks.Add((wanted[i] - offset, 1));
            while (blocks.Count > 1 && blocks[^2].Sum / blocks[^2].Count > blocks[^1].Sum / blocks[^1].Count)
            {
                blocks[^2] = (blocks[^2].Sum + blocks[^1].Sum, blocks[^2].Count + blocks[^1].Count);
                blocks.RemoveAt(blocks.Count - 1);
            }
        }

        var places = new List<double>();
        offset = 0;
        foreach (var (sum, count) in blocks)
        {
            for (var i = 0; i < count; i++)
            {
                offset += distances[places.Count];
                places.Add((sum / count) + offset);
            }
        }

        return places;
    }
}
