using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Compiling;
using Arch.Workflows.Definitions;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Testing;

/// <summary>What all parts of one test document share while it is read.</summary>
internal sealed class SuiteScope
{
    public SuiteScope(CompileState state, CheckContext context, TestedWorkflows workflows, WorkflowDefinition tested)
    {
        State = state;
        Context = context;
        Workflows = workflows;
        Tested = tested;
        Steps = new StepFinder(context, workflows, tested);
        Expressions = new ExpressionCompiler(state.Language, context);
        Data = new DataCompiler(Expressions, context);
        Partial = new PartialCheck(context);
        AtEnd = MakeAtEnd();
    }

    public CompileState State { get; }

    public CheckContext Context { get; }

    public TestedWorkflows Workflows { get; }

    public WorkflowDefinition Tested { get; }

    public StepFinder Steps { get; }

    public ExpressionCompiler Expressions { get; }

    public DataCompiler Data { get; }

    public PartialCheck Partial { get; }

    /// <summary>Gets the names that assertions and expected values see.</summary>
    public NameScope AtEnd { get; }

    /// <summary>Gets the type of what the tested workflow gives.</summary>
    public TypeShape Outputs => Tested.Outputs.IsEmpty
        ? TypeShape.AnyObject
        : TypeShape.ObjectOf(Tested.Outputs.ToDictionary(output => output.Name, output => new ShapeMember(output.Shape), StringComparer.Ordinal)) with
        {
            MemberNoun = "output",
            MissingMemberCode = "ARCH2102",
        };

    /// <summary>Gets the type of what a step is given; anything when it is not known.</summary>
    public TypeShape InputsOf(StepNode node) => node switch
    {
        UsesNode uses => State.Steps.Find(uses.StepType, uses.Version)?.Input ?? TypeShape.AnyObject,
        ActionNode action => InputShapes.Of(action.Inputs),
        CallNode call => Workflows.FindCalled(call.Workflow) is { } called ? InputShapes.Of(called.Inputs) : TypeShape.AnyObject,
        _ => TypeShape.Any,
    };

    public static string Text(YamlNode node) => (node as YamlScalar)?.Text ?? "";

    private NameScope MakeAtEnd()
    {
        var steps = Steps.Own.Where(step => step.Chain.All(part => part.IsLoop) || step.Chain.Count(part => !part.IsLoop) == 1)
            .DistinctBy(step => step.Node.Id)
            .ToDictionary(step => step.Node.Id, step => new ShapeMember(Of(step.Node)), StringComparer.Ordinal);
        return NameScope.Empty
            .With("inputs", Inputs(InputShapes.Of(Tested.Inputs)))
            .With("outputs", Outputs)
            .With("status", TypeShape.String)
            .With("error", TypeShape.Any)
            .With("steps", TypeShape.ObjectOf(steps) with { MemberNoun = "step", MissingMemberCode = "ARCH2101" })
            .With("path", TypeShape.ArrayOf(TypeShape.String))
            .With("emitted", TypeShape.ArrayOf(StepShapes.Object(("subject", TypeShape.String), ("data", TypeShape.Any))))
            .With("vars", InputShapes.Of(Tested.Variables))
            .With("trigger", TypeShape.Any)
            .With("took_ms", TypeShape.Number);
    }

    // In a test it is known which inputs were given, so that none needs '?.'.
    private static TypeShape Inputs(TypeShape declared) => declared with
    {
        Members = declared.Members.ToDictionary(member => member.Key, member => member.Value with { MayBeUndefinedBecause = null }, StringComparer.Ordinal),
    };

    // What did not run is undefined when the assertion is evaluated; the failure says so.
    private static TypeShape Of(StepNode node)
    {
        var outputs = node.Output.Kind == ShapeKind.Object
            ? node.Output with { MissingMemberCode = "ARCH2102", MemberNoun = "output", Members = Known(node.Output) }
            : node.Output;
        return StepShapes.Object(
            ("status", TypeShape.String),
            ("inputs", TypeShape.Any),
            ("outputs", outputs),
            ("error", TypeShape.Any),
            ("attempts", TypeShape.Integer),
            ("runs", TypeShape.Any));
    }

    private static Dictionary<string, ShapeMember> Known(TypeShape shape) =>
        shape.Members.ToDictionary(member => member.Key, member => member.Value with { MayBeUndefinedBecause = null }, StringComparer.Ordinal);
}
