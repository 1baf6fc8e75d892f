using Arch.Engine.Runs;

namespace Arch.Storage.Sqlite.Names;

/// <summary>Statuses of human tasks as the store keeps them; for ever.</summary>
internal static class TaskStatusNames
{
    /// <summary>Gets all of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<HumanTaskStatus>().Select(Of)];

    public static string Of(HumanTaskStatus status) => status switch
    {
        HumanTaskStatus.Open => "open",
        HumanTaskStatus.Completed => "completed",
        HumanTaskStatus.Expired => "expired",
        HumanTaskStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "There is no such status."),
    };

    /// <summary>Reads a status, or gives <see langword="null"/> for a text that is none.</summary>
    public static HumanTaskStatus? Parse(string name) => name switch
    {
        "open" => HumanTaskStatus.Open,
        "completed" => HumanTaskStatus.Completed,
        "expired" => HumanTaskStatus.Expired,
        "cancelled" => HumanTaskStatus.Cancelled,
        _ => null,
    };
}
