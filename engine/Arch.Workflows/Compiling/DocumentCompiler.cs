using System.Collections.Immutable;
using Arch.Expressions.Templates;
using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Definitions;
using Arch.Workflows.Grammar;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Compiling;

/// <summary>Makes the definition of a workflow's document.</summary>
internal sealed class DocumentCompiler
{
    private readonly CompileState _state;
    private readonly YamlMapping _root;
    private readonly DocumentScope _document;
    private readonly ImmutableArray<InputDefinition> _inputs;
    private readonly ImmutableArray<VariableDefinition> _variables;

    private readonly TypeShape _inputShape;

    // What holds before a run starts.
    private readonly NameScope _atStart;

    public DocumentCompiler(CompileState state, CheckContext context, YamlMapping root)
    {
        _state = state;
        _root = root;
        var types = new TypeReader(context);
        _inputs = [.. types.Inputs(Value("inputs"))];
        _variables = [.. types.Variables(Value("vars"))];
        _document = new DocumentScope(state, context, "")
        {
            Outputs = types.Outputs(Value("outputs")),
            Variables = InputShapes.Of(_variables).OpenIfBroken(context, root, DocumentGrammar.Workflow, "vars"),
            DefaultTimeout = Scalars.Duration((Value("defaults") as YamlMapping)?.Find("timeout")?.Value),
        };
        _inputShape = InputShapes.Of(_inputs).OpenIfBroken(context, root, DocumentGrammar.Workflow, "inputs");
        _atStart = NameScope.Empty
            .With("inputs", _inputShape)
            .With("vars", _document.Variables)
            .With("trigger", TypeShape.Any)
            .With("run", StepShapes.Run)
            .With("workflow", StepShapes.Workflow);
        _document.Index.Add(Value("steps"), null, "steps");
        foreach (var clause in (Value("catch") as YamlSequence)?.Items ?? [])
        {
            _document.Index.Add((clause as YamlMapping)?.Find("do")?.Value, null, "catch");
        }

        _document.Index.Add(Value("finally"), null, "finally");
    }

    /// <summary>Compiles everything.</summary>
    /// <returns>The definition; of no use when errors were reported.</returns>
    public WorkflowDefinition? Compile()
    {
        var secrets = Secrets();
        var names = _atStart.With("secrets", secrets);
        if ((Value("defaults") as YamlMapping)?.Find("retry") is { } retry)
        {
            _document.DefaultRetry = RetryReader.Read(_document, retry.Value, _atStart);
        }

        var checks = Checks();
        var idempotency = Value("idempotency") is { } key
            ? KeyText.Compile(_document, key, _atStart, "'idempotency'")
            : null;
        var limits = LimitReader.Read(_document, Value("concurrency"), _atStart);
        var atTrigger = NameScope.Empty
            .With("trigger", TypeShape.Any)
            .With("secrets", secrets)
            .With("workflow", StepShapes.Workflow);
        var triggers = new TriggerCheck(_document, atTrigger).Check(Value("triggers"), _inputShape);
        Webhooks = WebhookCheck.Read(_document.Context, Value("triggers"));
        var runRetry = Value("retry") is { } again ? RetryReader.Read(_document, again, _atStart) : null;

        var frame = new Frame(_state.NewScope(-1), names);
        var steps = new StepCompiler(_document);
        var tries = new TryCompiler(_document, steps);
        var (body, end) = steps.Steps(Value("steps"), Flow.Start, frame);
        var all = _document.Index.ById.Keys.ToList();
        var failed = end.UncertainSince(
            Flow.Start,
            all,
            id => $"step '{id}' may not have finished when the workflow failed") with
        { IsReachable = true };
        var (handlers, ends) = tries.Handlers(Value("catch"), failed, frame, null, StepShapes.Error);
        var atEnd = Flow.OneOf(
            [end, .. ends],
            all,
            id => $"step '{id}' may not have finished when the workflow failed");
        var outputs = OutputReader.Read(
            _document,
            Value("outputs"),
            _document.Outputs,
            _document.At(names, atEnd, null)).ToList();
        var last = Value("finally") is { } ending
            ? tries.Finally(ending, atEnd, [failed, .. ends], all, frame).Block
            : null;
        if ((_state.Diagnostics.HasErrors && !_state.IsRestoring) || _state.Nodes.Contains(null))
        {
            return null;
        }

        return new WorkflowDefinition
        {
            Id = DefinitionHash.Of(_state.Source, _state.ActionSources),
            FullName = FullName ?? "",
            Title = Scalars.Text(Value("title")),
            Description = Scalars.Text(Value("description")),
            Sources = DefinitionHash.Sources(_state.Source, _state.ActionSources),
            Nodes = [.. _state.Nodes.OfType<StepNode>()],
            Scopes = [.. _state.Scopes.Select(scope => scope.Build())],
            Steps = body,
            Catch = handlers,
            Finally = last,
            Inputs = _inputs,
            Variables = _variables,
            Outputs = [.. outputs],
            Timeout = Scalars.Duration(Value("timeout")),
            Retry = runRetry,
            Checks = checks,
            IdempotencyKey = idempotency,
            Limits = limits,
            Triggers = triggers,
            Secrets = SecretReferences(),
        };
    }

    /// <summary>Gets the name, <c>namespace.id</c>; <see langword="null"/> when the id cannot be read.</summary>
    public string? FullName => StepNames.IdOf(_root) is not { } id ? null
        : Scalars.Text(Value("namespace")) is { } prefix ? $"{prefix}.{id}" : id;

    /// <summary>Gets the webhooks.</summary>
    public ImmutableArray<Webhook> Webhooks { get; private set; } = [];

    /// <summary>Gets whether the document is of the version of the language that this code knows.</summary>
    public bool IsKnownVersion => Scalars.Integer(Value("arch")) == 1;

    private YamlNode? Value(string key) => _root.Find(key)?.Value;

    private ImmutableDictionary<string, string> SecretReferences() => ((Value("secrets") as YamlMapping)?.Entries ?? [])
        .Where(entry => Scalars.Text(entry.Value) is not null)
        .ToImmutableDictionary(entry => entry.Name, entry => Scalars.Text(entry.Value)!, StringComparer.Ordinal);

    private TypeShape Secrets() =>
        (TypeShape.ObjectOf(((Value("secrets") as YamlMapping)?.Entries ?? []).ToDictionary(
            entry => entry.Name,
            _ => new ShapeMember(TypeShape.Of(ShapeKind.Secret)) { IsRequired = true },
            StringComparer.Ordinal)) with
        { MemberNoun = "secret" }).OpenIfBroken(_document.Context, _root, DocumentGrammar.Workflow, "secrets");

    private ImmutableArray<CheckDefinition> Checks()
    {
        var checks = ImmutableArray.CreateBuilder<CheckDefinition>();
        foreach (var check in ((Value("checks") as YamlSequence)?.Items ?? []).OfType<YamlMapping>())
        {
            if (check.Find("when") is { } when)
            {
                var condition = _document.Expressions.Condition(when.Value, _atStart);
                var message = check.Find("message") is { } text
                    ? _document.Data.Compile(text.Value, _atStart, allowsSecrets: false).Template
                    : Template.Of(Arch.Expressions.Values.Value.From(""));
                checks.Add(new(condition, message, Scalars.Text(check.Find("level")?.Value) != "warn"));
            }
        }

        return checks.ToImmutable();
    }
}
