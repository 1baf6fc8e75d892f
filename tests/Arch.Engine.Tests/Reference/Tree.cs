namespace Arch.Engine.Tests.Reference;

/// <summary>A workflow as the reference interpreter sees it. Every leaf takes a time of its own, so nothing ends at the same moment.</summary>
internal abstract record Tree(string Id)
{
    /// <summary>Gets the constant condition of the step.</summary>
    public bool Runs { get; init; } = true;

    public bool ContinuesOnError { get; init; }

    /// <summary>Gets the time-out in milliseconds.</summary>
    public int? Timeout { get; init; }
}

/// <summary>A step with effects: it fails as often as it is told to, then succeeds.</summary>
internal sealed record Leaf(string Id, int Failures) : Tree(Id)
{
    /// <summary>Gets how often it is tried in all, with a pause of 7 ms.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Gets the step that undoes it.</summary>
    public Leaf? Undo { get; init; }
}

/// <summary>A durable wait.</summary>
internal sealed record Pause(string Id) : Tree(Id);

internal sealed record Return(string Id) : Tree(Id);

internal sealed record Fail(string Id) : Tree(Id);

internal sealed record Group(string Id, IReadOnlyList<Tree> Body) : Tree(Id);

internal sealed record If(string Id, bool Holds, IReadOnlyList<Tree> Then, IReadOnlyList<Tree> Else) : Tree(Id);

internal sealed record Loop(string Id, int Count, int Concurrency, bool ContinuesOnItemError, IReadOnlyList<Tree> Body) : Tree(Id);

internal sealed record Repeat(string Id, int Count, IReadOnlyList<Tree> Body) : Tree(Id);

internal sealed record Parallel(string Id, string Join, IReadOnlyList<IReadOnlyList<Tree>> Branches) : Tree(Id);

internal sealed record Graph(string Id, IReadOnlyList<(Tree Step, IReadOnlyList<(int Need, string Condition)> Needs)> Steps) : Tree(Id);

internal sealed record Try(
    string Id,
    IReadOnlyList<Tree> Body,
    IReadOnlyList<Tree>? Catch,
    IReadOnlyList<Tree>? Finally,
    bool RollsBack) : Tree(Id);

/// <summary>A whole workflow.</summary>
internal sealed record Flow(IReadOnlyList<Tree> Steps, IReadOnlyList<Tree>? Catch, IReadOnlyList<Tree>? Finally);
