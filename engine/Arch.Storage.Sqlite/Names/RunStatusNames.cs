using Arch.Engine.Runs;

namespace Arch.Storage.Sqlite.Names;

/// <summary>Statuses of runs as the store keeps them; for ever.</summary>
internal static class RunStatusNames
{
    /// <summary>Gets all of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<RunStatus>().Select(Of)];

    /// <summary>Gets those of runs that have ended.</summary>
    public static IReadOnlyList<string> Ended { get; } =
        [Of(RunStatus.Succeeded), Of(RunStatus.Failed), Of(RunStatus.Cancelled)];

    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Running => "running",
        RunStatus.Waiting => "waiting",
        RunStatus.Paused => "paused",
        RunStatus.Parked => "parked",
        RunStatus.Succeeded => "succeeded",
        RunStatus.Failed => "failed",
        RunStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "There is no such status."),
    };

    /// <summary>Reads a status, or gives <see langword="null"/> for a text that is none.</summary>
    public static RunStatus? Parse(string name) => name switch
    {
        "running" => RunStatus.Running,
        "waiting" => RunStatus.Waiting,
        "paused" => RunStatus.Paused,
        "parked" => RunStatus.Parked,
        "succeeded" => RunStatus.Succeeded,
        "failed" => RunStatus.Failed,
        "cancelled" => RunStatus.Cancelled,
        _ => null,
    };
}
