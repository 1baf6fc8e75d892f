namespace Arch.Workflows.Definitions;

/// <summary><c>for</c>: a body for each element of an array.</summary>
public sealed record ForNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "for";

    /// <summary>Gets the array.</summary>
    public required ExpressionHandle Each { get; init; }

    /// <summary>Gets the name of the element in the body; with <see cref="Batch"/>, of an array of elements.</summary>
    /// <value><c>item</c> unless set.</value>
    public string As { get; init; } = "item";

    /// <summary>Gets the name of the iteration's number, from 0, in the body.</summary>
    /// <value><c>index</c> unless set.</value>
    public string IndexName { get; init; } = "index";

    /// <summary>Gets how many iterations run at once.</summary>
    /// <value>1 or more; 1 unless set.</value>
    public int Concurrency { get; init; } = 1;

    /// <summary>Gets how many elements one iteration gets.</summary>
    /// <value><see langword="null"/>: one, not as an array.</value>
    public int? Batch { get; init; }

    /// <summary>Gets whether the other iterations go on when one failed; its result is <c>null</c>.</summary>
    public bool ContinueOnItemError { get; init; }

    /// <summary>Gets what is collected from each iteration into <c>outputs.results</c>.</summary>
    /// <value><see langword="null"/> when nothing is.</value>
    public ExpressionHandle? Collect { get; init; }

    /// <summary>Gets the scope of one iteration.</summary>
    public required int BodyScope { get; init; }

    /// <summary>Gets the body.</summary>
    public required Block Body { get; init; }
}
