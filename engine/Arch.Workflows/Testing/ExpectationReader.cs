using System.Collections.Immutable;
using Arch.Expressions.Templates;
using Arch.Expressions.Types;
using Arch.Workflows.Checking;
using Arch.Workflows.Compiling;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Testing;

/// <summary>Reads what is expected of a case.</summary>
internal sealed class ExpectationReader(SuiteScope scope)
{
    public TestExpectation Read(YamlMapping testCase)
    {
        var mapping = testCase.Find("expect")?.Value as YamlMapping;
        var place = scope.Context.PlaceOf(testCase.Find("expect")?.Key ?? testCase.Find("name")!.Value); // a case has a name
        var status = mapping?.Find("status");
        var hasSnapshot = Scalars.Flag(mapping?.Find("snapshot")?.Value);
        return new TestExpectation
        {
            Place = place,
            StatusPlace = status is null ? place : scope.Context.PlaceOf(status.Value),
            Status = Scalars.Text(status?.Value)
                ?? (mapping?.Find("error") is not null ? "failed" : hasSnapshot ? null : "succeeded"),
            Path = Path(mapping?.Find("path")?.Value),
            Steps = [.. Steps(mapping?.Find("steps")?.Value)],
            Outputs = Value(mapping, "outputs", scope.Outputs, "the outputs of the workflow"),
            Emitted = Emitted(mapping?.Find("emitted")?.Value),
            Error = Error(mapping),
            Vars = Value(mapping, "vars", InputShapes.Of(scope.Tested.Variables), "the variables of the workflow"),
            Took = Value(mapping, "took", TypeShape.Any, "'took'"),
            IsExact = Scalars.Flag(mapping?.Find("exact")?.Value),
            HasSnapshot = hasSnapshot,
        };
    }

    private ExpectedValue? Path(YamlNode? node)
    {
        foreach (var item in (node as YamlSequence)?.Items ?? [])
        {
            if (scope.Steps.Resolve(item, SuiteScope.Text(item), "'path'") is var (_, nodes) && TestedSteps.IsBlock(nodes[0]))
            {
                scope.Context.Refuse(
                    item,
                    "ARCH7004",
                    $"step '{SuiteScope.Text(item)}' is a step of the verb '{nodes[0].Verb}', and 'path' lists the steps in it.",
                    "Leave it out, or look at its end with 'steps'.");
            }
        }

        return node is null ? null : Build(scope.Data.Compile(node, scope.AtEnd, allowsSecrets: false));
    }

    private IEnumerable<StepExpectation> Steps(YamlNode? node)
    {
        foreach (var entry in (node as YamlMapping)?.Entries ?? [])
        {
            if (scope.Steps.Resolve(entry.Key, entry.Name, "'steps'") is not var (key, nodes))
            {
                continue;
            }

            var place = scope.Context.PlaceOf(entry.Key);
            if (entry.Value is not YamlMapping mapping)
            {
                yield return new StepExpectation
                {
                    Step = key,
                    Place = place,
                    Status = Build(scope.Data.Compile(entry.Value, scope.AtEnd, allowsSecrets: false)),
                };
                continue;
            }

            yield return new StepExpectation
            {
                Step = key,
                Place = place,
                Status = Value(mapping, "status", TypeShape.Any, ""),
                Inputs = Value(mapping, "inputs", scope.InputsOf(nodes[0]), $"the inputs of step '{nodes[0].Id}'"),
                Outputs = Value(mapping, "outputs", nodes[0].Output, $"the outputs of step '{nodes[0].Id}'"),
                Error = Error(mapping),
                Attempts = Value(mapping, "attempts", TypeShape.Integer, "'attempts'"),
                Runs = Value(mapping, "runs", TypeShape.Integer, "'runs'"),
                IsExact = Scalars.Flag(mapping.Find("exact")?.Value),
            };
        }
    }

    private ExpectedValue? Emitted(YamlNode? node)
    {
        if (node is not YamlSequence list)
        {
            return null;
        }

        var items = list.Items.Select(item => item is YamlMapping
            ? Build(scope.Data.Compile(item, scope.AtEnd, allowsSecrets: false))
            : Short(item, "subject")).ToImmutableArray();
        return new ExpectedValue
        {
            Place = scope.Context.PlaceOf(list),
            Template = Template.Array([.. items.Select(item => item.Template)]),
            Items = items,
        };
    }

    private ExpectedValue? Error(YamlMapping? mapping) => mapping?.Find("error")?.Value switch
    {
        null => null,
        YamlScalar { IsString: true } code => Short(code, "code"),
        _ => Value(mapping, "error", StepShapes.Error, "the members of 'error'"),
    };

    // One member stands for the object.
    private ExpectedValue Short(YamlNode node, string member)
    {
        var value = Build(scope.Data.Compile(node, scope.AtEnd, allowsSecrets: false));
        return new ExpectedValue
        {
            Place = value.Place,
            Template = Template.Object([KeyValuePair.Create(member, value.Template)]),
            Members = [KeyValuePair.Create(member, value)],
        };
    }

    private ExpectedValue? Value(YamlMapping? mapping, string key, TypeShape declared, string subject)
    {
        if (mapping?.Find(key) is not { } entry || scope.Context.IsBroken(entry.Value))
        {
            return null;
        }

        var data = scope.Data.Compile(entry.Value, scope.AtEnd, allowsSecrets: false);
        scope.Partial.Check(data, declared, subject);
        return Build(data);
    }

    private ExpectedValue Build(TypedData data) => new()
    {
        Place = scope.Context.PlaceOf(data.Node),
        Template = data.Template,
        Members = data.Node is YamlMapping ? [.. data.Members.Select(member => KeyValuePair.Create(member.Key.Name, Build(member.Value)))] : null,
        Items = data.Node is YamlSequence ? [.. data.Items.Select(Build)] : null,
    };
}
