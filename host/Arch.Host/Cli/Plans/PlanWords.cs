using Arch.Host.Output;
using Arch.Workflows.Comparing;

namespace Arch.Host.Cli.Plans;

/// <summary>The words and marks of plans.</summary>
internal static class PlanWords
{
    private const int MostCharacters = 70;

    public static string Mark(ChangeKind change) => change switch
    {
        ChangeKind.Added => "+",
        ChangeKind.Removed => "-",
        ChangeKind.Moved => ">",
        ChangeKind.Renamed => "=",
        ChangeKind.Layout => " ",
        _ => "~",
    };

    public static string Word(ChangeKind change) => change switch
    {
        ChangeKind.Added => "added",
        ChangeKind.Removed => "removed",
        ChangeKind.Moved => "moved",
        ChangeKind.Renamed => "renamed",
        ChangeKind.Layout => "only layout or comments",
        _ => "changed",
    };

    public static string Short(string? value) =>
        value is null ? "(none)" : value.Length <= MostCharacters ? value : value[..(MostCharacters - 1)] + "…";

    /// <summary>Gives what an item is called: a setting is its key.</summary>
    public static string Keys(ItemChange item, KeyChange key) => $"{(key.Key.Length == 0 ? item.Name : key.Key)}: {Short(key.Old)} → {Short(key.New)}";

    public static string Runs(int count) =>
        $"{RunCount.Of(count)} not ended {(count == 1 ? "stays" : "stay")} with the version {(count == 1 ? "it" : "they")} began with";

    public static string Sum(VersionPlan plan)
    {
        if (plan.Documents.Length == 0)
        {
            return "Nothing differs.";
        }

        var parts = plan.Documents.GroupBy(document => document.Change).OrderBy(group => group.Key).Select(group => $"{group.Count()} {Word(group.Key)}");
        var broken = plan.BrokenCalls.Length;
        return $"{string.Join(", ", parts)}{(broken == 0 ? "" : broken == 1 ? "; 1 call breaks" : $"; {broken} calls break")}.";
    }
}
