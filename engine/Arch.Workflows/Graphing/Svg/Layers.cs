namespace Arch.Workflows.Graphing.Svg;

/// <summary>The nodes of a graph in layers. An edge over several layers gets a node without size in each between.</summary>
internal sealed class Layers
{
    private readonly List<List<int>> _before = [];
    private readonly List<List<int>> _after = [];

    public Layers(IReadOnlyList<Extent> sizes, IReadOnlyList<(int From, int To)> edges)
    {
        Sizes = [.. sizes];
        IsReversed = FindReversed(sizes.Count, edges);
        var forward = edges.Select((edge, i) => IsReversed[i] ? (From: edge.To, To: edge.From) : edge).ToList();
        Of = [.. Ranks(sizes.Count, forward)];
        foreach (var edge in forward)
        {
            Chains.Add(MakeChain(edge));
        }

        _before.AddRange(Enumerable.Range(0, Sizes.Count).Select(_ => new List<int>()));
        _after.AddRange(Enumerable.Range(0, Sizes.Count).Select(_ => new List<int>()));
        foreach (var (from, to) in Chains.SelectMany(chain => chain.Zip(chain.Skip(1))))
        {
            _after[from].Add(to);
            _before[to].Add(from);
        }

        All = [.. Enumerable.Range(0, Sizes.Count).GroupBy(node => Of[node]).OrderBy(layer => layer.Key).Select(layer => layer.ToList())];
    }

    /// <summary>Gets the sizes of all nodes, those without size last.</summary>
    public List<Extent> Sizes { get; }

    /// <summary>Gets the layer of each node.</summary>
    public List<int> Of { get; }

    /// <summary>Gets the nodes of each layer in order.</summary>
    public List<List<int>> All { get; }

    /// <summary>Gets the nodes that each edge goes through, from an earlier layer to a later.</summary>
    public List<int[]> Chains { get; } = [];

    /// <summary>Gets whether an edge leads back.</summary>
    public bool[] IsReversed { get; }

    public IEnumerable<int> Neighbours(int node) => _before[node].Concat(_after[node]);

    /// <summary>Orders each layer by the places of its neighbours, so that few edges cross.</summary>
    public void Order(int sweeps)
    {
        var places = new double[Sizes.Count];
        All.ForEach(Note);
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            var isDown = sweep % 2 == 0;
            foreach (var layer in isDown ? All : All.AsEnumerable().Reverse())
            {
                var wanted = layer.ToDictionary(
                    node => node,
                    node => (isDown ? _before[node] : _after[node]).Select(other => places[other]).DefaultIfEmpty(places[node]).Average());
                var sorted = layer.OrderBy(node => wanted[node]).ToList();
                layer.Clear();
                layer.AddRange(sorted);
                Note(layer);
            }
        }

        void Note(List<int> layer)
        {
            for (var i = 0; i < layer.Count; i++)
            {
                places[layer[i]] = (i + 0.5) / layer.Count;
            }
        }
    }

    private int[] MakeChain((int From, int To) edge)
    {
        var chain = new List<int> { edge.From };
        for (var layer = Of[edge.From] + 1; layer < Of[edge.To]; layer++)
        {
            chain.Add(Sizes.Count);
            Sizes.Add(default);
            Of.Add(layer);
        }

        return [.. chain, edge.To];
    }

    // An edge to a node whose own edges are still being followed closes a cycle.
    private static bool[] FindReversed(int count, IReadOnlyList<(int From, int To)> edges)
    {
        var reversed = new bool[edges.Count];
        var isOpen = new bool[count];
        var isDone = new bool[count];
        var following = new Stack<(int Node, int Edge)>();
        for (var root = 0; root < count; root++)
        {
            if (isDone[root])
            {
                continue;
            }

            following.Push((root, 0));
            isOpen[root] = true;
            while (following.TryPop(out var at))
            {
                var edge = at.Edge;
                while (edge < edges.Count && (edges[edge].From != at.Node || isDone[edges[edge].To] || isOpen[edges[edge].To]))
                {
                    reversed[edge] |= edges[edge].From == at.Node && isOpen[edges[edge].To];
                    edge++;
                }

                if (edge == edges.Count)
                {
                    (isOpen[at.Node], isDone[at.Node]) = (false, true);
                    continue;
                }

                following.Push((at.Node, edge + 1));
                following.Push((edges[edge].To, 0));
                isOpen[edges[edge].To] = true;
            }
        }

        return reversed;
    }

    private static int[] Ranks(int count, List<(int From, int To)> edges)
    {
        var ranks = new int[count];
        var changed = true;
        while (changed)
        {
            changed = false;
            foreach (var (from, to) in edges.Where(edge => ranks[edge.To] <= ranks[edge.From]))
            {
                ranks[to] = ranks[from] + 1;
                changed = true;
            }
        }

        return ranks;
    }
}
