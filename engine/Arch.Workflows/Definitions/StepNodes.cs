using System.Collections.Immutable;
using Arch.Expressions.Language;
using Arch.Expressions.Templates;

namespace Arch.Workflows.Definitions;

/// <summary><c>uses: type@version</c>: a step type of a plugin.</summary>
public sealed record UsesNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "uses";

    /// <summary>Gets the name of the step type.</summary>
    public required string StepType { get; init; }

    /// <summary>Gets the major version of the step type.</summary>
    public required int Version { get; init; }

    /// <summary>Gets the inputs.</summary>
    public required Template With { get; init; }

    /// <summary>Gets the name of the connection, or <see langword="null"/>.</summary>
    public string? Connection { get; init; }
}

/// <summary><c>uses: ./path</c>: the steps of an action, run in a scope of their own.</summary>
public sealed record ActionNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "uses";

    /// <summary>Gets the path as written.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the inputs.</summary>
    public required Template With { get; init; }

    /// <summary>Gets what the action must or may be given.</summary>
    public ImmutableArray<InputDefinition> Inputs { get; init; } = [];

    /// <summary>Gets what the action gives when it ends without <c>return</c>.</summary>
    public ImmutableArray<OutputDefinition> Outputs { get; init; } = [];

    /// <summary>Gets the scope of the action's steps.</summary>
    public required int BodyScope { get; init; }

    /// <summary>Gets the action's steps.</summary>
    public required Block Body { get; init; }
}

/// <summary><c>script</c>: statements in the sandbox.</summary>
public sealed record ScriptNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "script";

    /// <summary>Gets the arguments by name.</summary>
    public required Template With { get; init; }

    /// <summary>Gets the statements.</summary>
    public required CompiledScript Script { get; init; }
}

/// <summary><c>set</c>: new values of variables, all evaluated before the first is assigned.</summary>
public sealed record SetNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "set";

    /// <summary>Gets the variables in order, with their new values.</summary>
    public required ImmutableArray<KeyValuePair<string, Template>> Assignments { get; init; }
}

/// <summary><c>group</c>: steps that share modifiers.</summary>
public sealed record GroupNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "group";

    /// <summary>Gets the steps.</summary>
    public required Block Body { get; init; }
}

/// <summary><c>if</c>, <c>elif</c>, <c>else</c>.</summary>
public sealed record IfNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "if";

    /// <summary>Gets the arms in order; the first whose condition is true runs.</summary>
    public required ImmutableArray<IfArm> Arms { get; init; }

    /// <summary>Gets what runs when no condition is true; <see langword="null"/> when nothing does.</summary>
    public Block? Else { get; init; }
}

/// <summary>One arm of <c>if</c>.</summary>
/// <param name="Condition">The condition; it must give a boolean.</param>
/// <param name="Then">What runs when it is true.</param>
public sealed record IfArm(ExpressionHandle Condition, Block Then);

/// <summary><c>switch</c>: the case whose key equals the value's string form.</summary>
public sealed record SwitchNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "switch";

    /// <summary>Gets the value that chooses.</summary>
    public required ExpressionHandle On { get; init; }

    /// <summary>Gets the cases in order.</summary>
    public required ImmutableArray<KeyValuePair<string, Block>> Cases { get; init; }

    /// <summary>Gets what runs when no case matches; <see langword="null"/> when nothing does.</summary>
    public Block? Default { get; init; }
}

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

/// <summary><c>repeat</c>: a body again and again.</summary>
public sealed record RepeatNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "repeat";

    /// <summary>Gets the condition.</summary>
    public required ExpressionHandle Condition { get; init; }

    /// <summary>Gets whether the condition ends the loop after an iteration (<c>until</c>), rather than allowing the next (<c>while</c>).</summary>
    public required bool IsUntil { get; init; }

    /// <summary>Gets the wait between iterations; zero when there is none.</summary>
    public TimeSpan Every { get; init; }

    /// <summary>Gets the most iterations; one more fails the step.</summary>
    public required int Max { get; init; }

    /// <summary>Gets how long the whole loop may take.</summary>
    /// <value><see langword="null"/> when there is no limit.</value>
    public TimeSpan? LoopTimeout { get; init; }

    /// <summary>Gets the scope of one iteration.</summary>
    public required int BodyScope { get; init; }

    /// <summary>Gets the body.</summary>
    public required Block Body { get; init; }
}

/// <summary><c>parallel</c>: branches at the same time.</summary>
public sealed record ParallelNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "parallel";

    /// <summary>Gets the branches in order.</summary>
    public required ImmutableArray<KeyValuePair<string, Block>> Branches { get; init; }

    /// <summary>Gets when the step ends.</summary>
    public JoinMode Join { get; init; }
}

/// <summary>When <c>parallel</c> ends.</summary>
public enum JoinMode
{
    /// <summary>When all branches succeeded; the first that fails cancels the others and fails the step.</summary>
    All,

    /// <summary>When one branch succeeded, which cancels the others; fails when all failed.</summary>
    Any,

    /// <summary>When all branches ended, however; never fails.</summary>
    Settled,
}

/// <summary><c>graph</c>: steps in the order of their needs.</summary>
public sealed record GraphNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "graph";

    /// <summary>Gets the steps; their <see cref="StepNode.Needs"/> are the edges, without cycles.</summary>
    public required Block Body { get; init; }
}

/// <summary><c>try</c>, <c>catch</c>, <c>finally</c>.</summary>
public sealed record TryNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "try";

    /// <summary>Gets the steps whose errors are handled.</summary>
    public required Block Body { get; init; }

    /// <summary>Gets the handlers; the first whose condition holds runs.</summary>
    public ImmutableArray<CatchClause> Catch { get; init; } = [];

    /// <summary>Gets what runs at the end, whatever happened; <see langword="null"/> when nothing does.</summary>
    public Block? Finally { get; init; }

    /// <summary>Gets whether completed steps are undone, last first, before a handler runs.</summary>
    public bool Rollback { get; init; }
}

/// <summary><c>call</c>: a run of another workflow.</summary>
public sealed record CallNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "call";

    /// <summary>Gets the full name of the workflow.</summary>
    public required string Workflow { get; init; }

    /// <summary>Gets the version asked for, or <see langword="null"/> for the current one.</summary>
    public string? Version { get; init; }

    /// <summary>Gets the inputs.</summary>
    public required Template With { get; init; }

    /// <summary>Gets whether the step ends as soon as the other run has started.</summary>
    public bool Detach { get; init; }
}

/// <summary><c>wait</c> for a length of time or until a moment.</summary>
public sealed record WaitNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "wait";

    /// <summary>Gets the length of time as a constant duration or an expression; <see langword="null"/> when there is a moment.</summary>
    public Template? For { get; init; }

    /// <summary>Gets the moment, an RFC 3339 text; <see langword="null"/> when there is a length of time.</summary>
    public ExpressionHandle? Until { get; init; }
}

/// <summary><c>emit</c>: publishes an event.</summary>
public sealed record EmitNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "emit";

    /// <summary>Gets the subject.</summary>
    public required Template Subject { get; init; }

    /// <summary>Gets the data.</summary>
    public required Template Data { get; init; }
}

/// <summary><c>return</c>: ends the run, or the action around it, with outputs.</summary>
public sealed record ReturnNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "return";

    /// <summary>Gets the outputs.</summary>
    public required Template Outputs { get; init; }
}

/// <summary><c>fail</c>: raises an error of kind <c>fail</c>.</summary>
public sealed record FailNode : StepNode
{
    /// <inheritdoc/>
    public override string Verb => "fail";

    /// <summary>Gets the code.</summary>
    public required Template Code { get; init; }

    /// <summary>Gets the message.</summary>
    public required Template Message { get; init; }

    /// <summary>Gets more data, or <see langword="null"/>.</summary>
    public Template? Details { get; init; }
}
