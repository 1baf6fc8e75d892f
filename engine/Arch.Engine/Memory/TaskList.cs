using Arch.Engine.Ports;
using Arch.Engine.Runs;

namespace Arch.Engine.Memory;

/// <summary>Picks the human tasks of a list.</summary>
internal static class TaskList
{
    public static List<HumanTask> Of(IReadOnlyDictionary<string, HumanTask> tasks, HumanTaskQuery query)
    {
        // Tasks go with their runs, and a page may begin after one that is gone.
        var place = query.After is null ? null : tasks.GetValueOrDefault(query.After);
        if (query.After is not null && place is null)
        {
            return [];
        }

        return
        [
            .. tasks.Values
                .Where(task => (query.Status is null || task.Status == query.Status)
                    && (query.RunId is null || task.RunId == query.RunId)
                    && (place is null || IsAfter(task, place)))
                .OrderByDescending(task => task.OpenedAt)
                .ThenByDescending(task => task.Id, StringComparer.Ordinal)
                .Take(query.Limit),
        ];
    }

    private static bool IsAfter(HumanTask task, HumanTask place) =>
        task.OpenedAt < place.OpenedAt || (task.OpenedAt == place.OpenedAt && string.CompareOrdinal(task.Id, place.Id) < 0);
}
