using System.Collections.Immutable;
using System.Globalization;
using Arch.Expressions.Language;
using Arch.Expressions.Templates;
using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Workflows.Checking;
using Arch.Workflows.Compiling;
using Arch.Workflows.Definitions;
using Arch.Workflows.Inputs;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Testing;

/// <summary>Reads mocks and checks them against the steps that they stand for.</summary>
internal sealed class MockReader(SuiteScope scope)
{
    public ImmutableArray<MockRule> Read(YamlNode? node)
    {
        var rules = ImmutableArray.CreateBuilder<MockRule>();
        foreach (var entry in (node as YamlMapping)?.Entries ?? [])
        {
            if (!scope.Context.IsBroken(entry.Value) && Target(entry) is var (rule, nodes))
            {
                ImmutableArray<YamlNode> results = entry.Value is YamlSequence list ? list.Items : [entry.Value];
                rules.Add(rule with { Results = [.. results.OfType<YamlMapping>().Select(result => Result(result, entry.Name, nodes))] });
            }
        }

        return rules.ToImmutable();
    }

    // A dot tells what a plugin or namespace offers from the ids of steps.
    private (MockRule Rule, IReadOnlyList<StepNode> Nodes)? Target(YamlEntry entry)
    {
        var rule = new MockRule { Key = entry.Name, Place = scope.Context.PlaceOf(entry.Key), Results = [] };
        if (entry.Name.Contains('@', StringComparison.Ordinal) || entry.Name.Contains('.', StringComparison.Ordinal))
        {
            return Kind(entry, rule);
        }

        if (scope.Steps.Resolve(entry.Key, entry.Name, "a mock") is not var (key, nodes))
        {
            return null;
        }

        if (nodes.FirstOrDefault(node => node is not (UsesNode or CallNode or AgentNode or ActionNode)) is { } other)
        {
            scope.Context.Refuse(entry.Key, "ARCH7004", $"step '{entry.Name}' is a step of the verb '{other.Verb}', which cannot be mocked.", Instead(other));
            return null;
        }

        return (rule with { Steps = key }, nodes);
    }

    private (MockRule Rule, IReadOnlyList<StepNode> Nodes)? Kind(YamlEntry entry, MockRule rule)
    {
        var all = scope.Steps.Everything().ToList();
        var ofType = all.OfType<UsesNode>().Where(uses => TypeOf(uses) == entry.Name).ToList<StepNode>();
        if (ofType.Count > 0)
        {
            return (rule with { StepType = entry.Name }, ofType);
        }

        var calls = all.OfType<CallNode>().Where(call => call.Workflow == entry.Name).ToList<StepNode>();
        if (calls.Count > 0)
        {
            return (rule with { Workflow = entry.Name }, calls);
        }

        var known = all.OfType<UsesNode>().Select(TypeOf).Concat(all.OfType<CallNode>().Select(call => call.Workflow)).Distinct().ToList();
        var closest = known.Find(name => name.StartsWith(entry.Name + "@", StringComparison.Ordinal)) ?? Suggestions.Closest(entry.Name, known);
        scope.Context.Refuse(
            entry.Key,
            "ARCH7003",
            $"no step of '{scope.Tested.FullName}' uses a step type or calls a workflow '{entry.Name}', which a mock names.",
            closest is not null ? $"Did you mean '{closest}'?"
            : known.Count == 0 ? "No step of it can be mocked."
            : $"Its steps use {string.Join(", ", known)}.");
        return null;
    }

    private MockResult Result(YamlMapping mapping, string key, IReadOnlyList<StepNode> nodes)
    {
        var names = NameScope.Empty
            .With("inputs", nodes.Count == 1 ? Readable(scope.InputsOf(nodes[0])) : TypeShape.Any)
            .With("attempt", TypeShape.Integer);
        var outputs = mapping.Find("outputs");
        var fail = mapping.Find("fail");
        if (outputs is not null && fail is not null)
        {
            scope.Context.Error(
                fail.Key,
                "ARCH7007",
                $"the mock of '{key}' has both 'outputs' and 'fail'.",
                "A step gives outputs or fails; give a list of mocks for one after the other.");
        }

        return new MockResult
        {
            Place = scope.Context.PlaceOf(mapping),
            Outputs = fail is null ? Outputs(outputs, key, nodes, names) : null,
            Fail = fail is null ? null : Failure(fail, key, nodes, names),
            Delay = Scalars.Duration(mapping.Find("delay")?.Value) ?? TimeSpan.Zero,
        };
    }

    private Template Outputs(YamlEntry? outputs, string key, IReadOnlyList<StepNode> nodes, NameScope names)
    {
        var data = scope.Data.Compile(outputs?.Value, names, allowsSecrets: false);
        if (outputs is not null && data.Shape.Kind is not (ShapeKind.Object or ShapeKind.Any))
        {
            scope.Context.Refuse(
                outputs.Value,
                "ARCH7005",
                $"the outputs of '{key}' must be an object, but this is {ShapeWords.Describe(data.Shape.Kind)}.",
                "Give a mapping from the names of outputs to their values.");
        }
        else if (outputs is not null)
        {
            foreach (var node in nodes.DistinctBy(TypeOf))
            {
                scope.Partial.Check(data, node.Output, $"the outputs of step '{node.Id}'");
            }
        }

        return data.Template;
    }

    private MockFailure Failure(YamlEntry entry, string key, IReadOnlyList<StepNode> nodes, NameScope names)
    {
        if (entry.Value is not YamlMapping mapping)
        {
            return new MockFailure { Code = SuiteScope.Text(entry.Value), Message = Template.Of(Value.From("The step was told to fail by its mock.")) };
        }

        var isTimeout = Scalars.Text(mapping.Find("kind")?.Value) == "timeout";
        if (isTimeout && nodes.FirstOrDefault(node => node.Timeout is null) is { } endless)
        {
            scope.Context.Error(
                mapping.Find("kind")!.Value, // its text was read above
                "ARCH7007",
                $"the mock of '{key}' lets the step time out, but step '{endless.Id}' has no 'timeout'.",
                "Give the step a 'timeout', or let the mock fail with a code.");
        }

        return new MockFailure
        {
            Code = Scalars.Text(mapping.Find("code")?.Value) ?? "mocked",
            Message = mapping.Find("message") is { } message
                ? scope.Data.Compile(message.Value, names, allowsSecrets: false).Template
                : Template.Of(Value.From("The step was told to fail by its mock.")),
            IsTimeout = isTimeout,
            Retryable = Scalars.Flag(mapping.Find("retryable")?.Value),
            RetryAfter = Scalars.Duration(mapping.Find("retry_after")?.Value),
            Status = Scalars.Integer(mapping.Find("status")?.Value),
            Details = mapping.Find("details") is { } details ? scope.Data.Compile(details.Value, names, allowsSecrets: false).Template : null,
        };
    }

    // What the step was given is known when the mock is asked, so that nothing needs '?.'.
    private static TypeShape Readable(TypeShape shape) => shape with
    {
        Members = shape.Members.ToDictionary(member => member.Key, member => member.Value with { MayBeUndefinedBecause = null }, StringComparer.Ordinal),
    };

    private static string TypeOf(StepNode node) => node switch
    {
        UsesNode uses => string.Create(CultureInfo.InvariantCulture, $"{uses.StepType}@{uses.Version}"),
        CallNode call => call.Workflow,
        AgentNode agent => agent.Agent,
        ActionNode action => action.Path,
        _ => node.Id,
    };

    private static string Instead(StepNode node) => node switch
    {
        WaitNode => "Time passes by itself in a test; send what it waits for with 'signals' or 'events'.",
        HumanNode => "Say what the person answers with 'human'.",
        ScriptNode or SetNode or EmitNode or ReturnNode or FailNode => "It runs as it is: give it other inputs, or mock the steps before it.",
        _ => "Mock the steps in it.",
    };
}
