using System.Collections.Immutable;
using System.Globalization;
using Arch.Expressions.Types;
using Arch.Expressions.Values;
using Arch.Workflows.Compiling;
using Arch.Workflows.Definitions;
using Arch.Workflows.Inputs;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Testing;

/// <summary>Reads the cases of a test document.</summary>
internal sealed class CaseReader
{
    private readonly SuiteScope _scope;
    private readonly YamlMapping? _defaults;
    private readonly MockReader _mocks;
    private readonly ImmutableArray<MockRule> _sharedMocks;

    public CaseReader(SuiteScope scope, YamlMapping? defaults)
    {
        _scope = scope;
        _defaults = defaults;
        _mocks = new MockReader(scope);
        _sharedMocks = _mocks.Read(defaults?.Find("mocks")?.Value);
    }

    public TestCase Read(YamlMapping mapping, string name)
    {
        var own = _mocks.Read(Value(mapping, "mocks"));
        return new TestCase
        {
            Name = name,
            Place = _scope.Context.PlaceOf(mapping.Find("name")!.Value), // whoever calls has read it
            Skip = Scalars.Text(Value(mapping, "skip")),
            Inputs = Inputs(mapping),
            Trigger = Shared(mapping, "trigger") is { } trigger ? YamlData.ToValue(trigger.Value) : Manual,
            Clock = Clock(mapping),
            Mocks = [.. own.Select(mock => mock with { IsOwn = true }), .. _sharedMocks.Where(shared => own.All(mock => mock.Key != shared.Key))],
            Allow = [.. Allowed(_defaults?.Find("allow")?.Value), .. Allowed(Value(mapping, "allow"))],
            Cues = [.. new CueReader(_scope).Read(mapping)],
            Until = Scalars.Duration(Value(mapping, "until")),
            Expect = new ExpectationReader(_scope).Read(mapping),
            Asserts = [.. Asserts(mapping)],
        };
    }

    /// <summary>Reads a moment such as <c>2026-11-23T09:30:00Z</c>, or says that it is none.</summary>
    public static DateTimeOffset? Moment(SuiteScope scope, YamlNode node, string words)
    {
        var text = SuiteScope.Text(node);
        if (TextForms.Fits(text, ShapeKind.DateTime)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return moment;
        }

        scope.Context.Refuse(node, "ARCH7006", $"{words} must be a moment such as 2026-11-23T09:30:00Z, but is '{text}'.");
        return null;
    }

    private static Value Manual { get; } = Arch.Expressions.Values.Value.From(
        ValueObject.Of(("kind", Arch.Expressions.Values.Value.From("manual"))));

    private static YamlNode? Value(YamlMapping mapping, string key) => mapping.Find(key)?.Value;

    private YamlEntry? Shared(YamlMapping mapping, string key) => mapping.Find(key) ?? _defaults?.Find(key);

    private DateTimeOffset Clock(YamlMapping mapping) =>
        Shared(mapping, "clock") is { } clock ? Moment(_scope, clock.Value, "'clock'") ?? TestCase.UsualStart : TestCase.UsualStart;

    private Value Inputs(YamlMapping mapping)
    {
        var own = mapping.Find("inputs");
        var given = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var entry in new[] { _defaults?.Find("inputs"), own }.SelectMany(inputs => (inputs?.Value as YamlMapping)?.Entries ?? []))
        {
            given[entry.Name] = YamlData.ToValue(entry.Value);
        }

        var binding = InputBinder.Bind(_scope.Tested.Inputs, Arch.Expressions.Values.Value.From(ValueObject.Of(given)));
        foreach (var problem in binding.Problems)
        {
            var at = (own?.Value as YamlMapping)?.Find(problem.Input)?.Key
                ?? (_defaults?.Find("inputs")?.Value as YamlMapping)?.Find(problem.Input)?.Key
                ?? own?.Key
                ?? mapping.Find("name")!.Value; // as above
            _scope.Context.Error(at, problem.Code, problem.Message, problem.Remedy);
        }

        return binding.Inputs;
    }

    private IEnumerable<string> Allowed(YamlNode? node)
    {
        foreach (var item in (node as YamlSequence)?.Items ?? [])
        {
            var text = SuiteScope.Text(item);
            if (!_scope.Steps.Everything().OfType<UsesNode>().Any(uses => TestedSteps.IsMeant(text, uses)))
            {
                _scope.Context.Refuse(
                    item,
                    "ARCH7003",
                    $"no step of '{_scope.Tested.FullName}' uses a type '{text}', which 'allow' names.",
                    "Name a step type with its version such as 'csv.parse@1', or all with a prefix such as 'file.*'.");
            }

            yield return text;
        }
    }

    private IEnumerable<ExpressionHandle> Asserts(YamlMapping mapping)
    {
        foreach (var item in (Value(mapping, "assert") as YamlSequence)?.Items ?? [])
        {
            if (!_scope.Context.IsBroken(item))
            {
                yield return _scope.Expressions.Condition(item, _scope.AtEnd);
            }
        }
    }
}
