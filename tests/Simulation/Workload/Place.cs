namespace Simulation.Workload;

/// <summary>What a step may be at the place where it stands.</summary>
/// <param name="Depth">How deep blocks may still be nested in it.</param>
/// <param name="SetsVars">Whether variables may be set.</param>
/// <param name="Returns">Whether a return may stand there.</param>
/// <param name="Undoes">Whether it is part of what undoes a step, which is simple.</param>
internal sealed record Place(int Depth, bool SetsVars, bool Returns, bool Undoes = false)
{
    public Place Deeper => this with { Depth = Depth - 1 };

    public Place Aside => Deeper with { SetsVars = false };

    public Place AtTheEnd => Deeper with { Returns = false };
}
