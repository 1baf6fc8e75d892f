namespace Arch.Engine.Tests.Reference;

/// <summary>Makes trees from a seed.</summary>
internal sealed class TreeGenerator(int seed)
{
    private readonly Random _random = new(seed);
    private int _next;

    public Flow Flow() => new(Block(3, allowsReturn: true), Chance(30) ? Block(1, false) : null, Chance(40) ? Block(1, false) : null);

    private List<Tree> Block(int depth, bool allowsReturn)
    {
        // A leaf comes first, so that nothing in two ways happens at the same moment.
        var steps = new List<Tree> { Leaf() with { Runs = true } };
        for (var i = _random.Next(3); i > 0; i--)
        {
            steps.Add(Step(depth, allowsReturn));
        }

        return steps;
    }

    private Tree Step(int depth, bool allowsReturn)
    {
        var step = Kind(depth, allowsReturn);
        if (step is Return or Fail)
        {
            return step with { Runs = Chance(60) };
        }

        return step with
        {
            Runs = Chance(85),
            ContinuesOnError = Chance(15),
            Timeout = step is not (Pause or Leaf { Attempts: > 1 }) && Chance(12) ? 1000 + _random.Next(900_000) : null,
        };
    }

    private Tree Kind(int depth, bool allowsReturn)
    {
        if (depth == 0)
        {
            return Chance(70) ? Leaf() : Chance(50) ? new Pause(Id("p")) : new Fail(Id("f"));
        }

        switch (_random.Next(12))
        {
            case 0:
                return new Group(Id("g"), Block(depth - 1, allowsReturn));
            case 1:
                return new If(Id("i"), Chance(50), Block(depth - 1, allowsReturn), Block(depth - 1, allowsReturn));
            case 2:
                return new Loop(Id("l"), _random.Next(5), 1 + _random.Next(3), Chance(30), Block(depth - 1, allowsReturn));
            case 3:
                // A loop whose condition never ends it fails at its limit, after that many iterations.
                return new Repeat(Id("r"), 1 + _random.Next(3), Block(depth - 1, allowsReturn));
            case 4 or 5:
                var join = _random.Next(3) switch { 0 => "all", 1 => "any", _ => "settled" };
                return new Parallel(Id("p"), join, [.. Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => Block(depth - 1, allowsReturn))]);
            case 6 or 7:
                return Graph(depth);
            case 8 or 9 or 10:
                return new Try(
                    Id("t"),
                    Block(depth - 1, allowsReturn),
                    Chance(50) ? Block(depth - 1, allowsReturn) : null,
                    Chance(40) ? Block(depth - 1, false) : null,
                    Chance(60));
            default:
                return allowsReturn && Chance(50) ? new Return(Id("q")) : new Fail(Id("f"));
        }
    }

    private Graph Graph(int depth)
    {
        var steps = new List<(Tree, IReadOnlyList<(int, string)>)>();
        for (var i = 2 + _random.Next(4); i > 0; i--)
        {
            var needs = Enumerable.Range(0, steps.Count).Where(_ => Chance(40)).ToList();
            var asks = Chance(40);
            steps.Add((
                Chance(70) ? Leaf() : Step(depth - 1, allowsReturn: false) is var step and not (Return or Fail) ? step : Leaf(),
                [.. needs.Select(need => (need, asks ? Condition() : ""))]));
        }

        return new Graph(Id("w"), steps);
    }

    private string Condition() => _random.Next(3) switch { 0 => "succeeded", 1 => "failed", _ => "any" };

    private Leaf Leaf()
    {
        var retries = Chance(20);
        return new Leaf(Id("s"), Chance(75) ? 0 : 1 + _random.Next(3))
        {
            Attempts = retries ? 2 + _random.Next(2) : 1,
            Undo = Chance(30) ? new Leaf(Id("u"), Chance(80) ? 0 : 1) : null,
            Runs = Chance(92),
        };
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private string Id(string kind) => $"{kind}{_next++}";
}
