using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;

namespace Arch.Workflows.Compiling;

/// <summary>What all parts of one document share while it is compiled.</summary>
internal sealed class DocumentScope
{
    public DocumentScope(CompileState state, CheckContext context, string folder)
    {
        State = state;
        Context = context;
        Folder = folder;
        Expressions = new ExpressionCompiler(state.Language, context);
        Data = new DataCompiler(Expressions, context);
        Types = new TypeReader(context);
        Arguments = new ArgumentCheck(context);
        Index = new StepIndex(context);
        _ = context.Insight?.Steps = Index;
    }

    public CompileState State { get; }

    public CheckContext Context { get; }

    /// <summary>
    /// Gets the folder of the file, from the workflow's folder, with a <c>/</c> at its end unless it is empty.
    /// </summary>
    public string Folder { get; }

    public ExpressionCompiler Expressions { get; }

    public DataCompiler Data { get; }

    public TypeReader Types { get; }

    public ArgumentCheck Arguments { get; }

    public StepIndex Index { get; }

    /// <summary>Gets the type of the outputs; <see langword="null"/> when none are declared.</summary>
    public TypeShape? Outputs { get; init; }

    /// <summary>Gets the type of <c>vars</c>.</summary>
    public TypeShape Variables { get; init; } = InputShapes.Of(Array.Empty<VariableDefinition>());

    /// <summary>Gets the timeout of steps that use step types and say nothing else.</summary>
    public TimeSpan? DefaultTimeout { get; init; }

    /// <summary>Gets the retry of steps that use step types and say nothing else.</summary>
    public RetryPolicy? DefaultRetry { get; set; }

    /// <summary>Gets what the document is called in messages.</summary>
    public string Noun { get; init; } = "the workflow";

    /// <summary>Gives the names in scope at a place.</summary>
    public NameScope At(NameScope names, Flow flow, StepPosition? position) =>
        names.With("steps", TypeShape.ObjectOf(new StepMembers(Index, flow, position)) with
        {
            MemberNoun = "step",
            MissingMemberCode = "ARCH2101",
            IsOpen = Index.HasUnnamed,
        });
}
