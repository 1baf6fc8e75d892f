using Arch.Expressions.Language;
using Arch.Workflows.Graphing;
using Arch.Workflows.Reading;

namespace Arch.Workflows.Comparing;

/// <summary>Finds calls that fitted the old version of what they call and do not fit the new one.</summary>
internal sealed class CallerCheck(
    SortedDictionary<string, ComparedDocument> before,
    SortedDictionary<string, ComparedDocument> after,
    IExpressionLanguage language)
{
    public IEnumerable<BrokenCall> Find(IEnumerable<ComparedDocument> callers) =>
        callers.Where(caller => caller.Kind == "workflow").SelectMany(caller =>
        {
            var steps = PlacedStep.Of(caller.Flow);
            var uses = new Lazy<List<ExpressionUse>>(() => Uses(caller, steps));
            return steps.Where(step => step.Step.Verb == "call").SelectMany(step => Check(caller, step.Step, uses));
        });

    private IEnumerable<BrokenCall> Check(ComparedDocument caller, FlowStep step, Lazy<List<ExpressionUse>> uses)
    {
        var callee = step.Source.Find("call")?.Value is YamlScalar name ? name.Text.Split('@')[0] : "";
        if (!before.TryGetValue($"workflow {callee}", out var old))
        {
            yield break;
        }

        if (!after.TryGetValue($"workflow {callee}", out var current))
        {
            yield return new BrokenCall(caller.Name, step.Id, callee, "calls it, but it is gone");
            yield break;
        }

        var given = Names(step.Source.Find("with")?.Value);
        foreach (var reason in Inputs(old, current, given).Concat(Outputs(old, current, step, uses)))
        {
            yield return new BrokenCall(caller.Name, step.Id, callee, reason);
        }
    }

    private static IEnumerable<string> Inputs(ComparedDocument old, ComparedDocument current, HashSet<string> given)
    {
        var (were, are) = (Map(old, "inputs"), Map(current, "inputs"));
        foreach (var entry in are?.Entries ?? [])
        {
            if (DocumentDifferences.IsRequired(entry.Value) && !given.Contains(entry.Name)
                && !(were?.Find(entry.Name) is { } was && DocumentDifferences.IsRequired(was.Value)))
            {
                yield return $"does not give input '{entry.Name}', which is required now";
            }
        }

        foreach (var name in given.Where(name => were?.Find(name) is not null))
        {
            if (are?.Find(name) is not { } entry)
            {
                yield return $"gives input '{name}', which is gone";
            }
            else if (TypeOf(were!.Find(name)!.Value) is var was && TypeOf(entry.Value) is var type && was != type && !Takes(type, was)) // found above
            {
                yield return $"gives input '{name}', which was of type {was} and is of type {type}";
            }
        }
    }

    private static IEnumerable<string> Outputs(ComparedDocument old, ComparedDocument current, FlowStep step, Lazy<List<ExpressionUse>> uses)
    {
        var (were, are) = (Map(old, "outputs"), Map(current, "outputs"));
        foreach (var entry in were?.Entries ?? [])
        {
            var now = are?.Find(entry.Name);
            if (now is not null && Takes(TypeOf(entry.Value), TypeOf(now.Value)))
            {
                continue;
            }

            if (uses.Value.Any(use => use.Root == "steps" && use.Path is [var id, "outputs", var output, ..] && id == step.Id && output == entry.Name))
            {
                yield return now is null
                    ? $"uses output '{entry.Name}', which is gone"
                    : $"uses output '{entry.Name}', which was of type {TypeOf(entry.Value)} and is of type {TypeOf(now.Value)}";
            }
        }
    }

    private List<ExpressionUse> Uses(ComparedDocument caller, List<PlacedStep> steps)
    {
        var uses = new ExpressionUses(language);
        return [.. steps.SelectMany(step => uses.OfStep(step.Step.Source)), .. uses.Of(caller.Root.Find("outputs")?.Value, "outputs")];
    }

    private static YamlMapping? Map(ComparedDocument document, string key) => document.Root.Find(key)?.Value as YamlMapping;

    private static HashSet<string> Names(YamlNode? node) =>
        ((node as YamlMapping)?.Entries ?? []).Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);

    private static string TypeOf(YamlNode node) => (node as YamlMapping)?.Find("type")?.Value is YamlScalar type ? type.Text : "any";

    private static bool Takes(string wanted, string given) => wanted == given || wanted == "any" || (wanted == "number" && given == "integer");
}
