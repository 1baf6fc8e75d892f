using Arch.Engine.Runs;

namespace Arch.Storage.Sqlite;

/// <summary>Statuses as the store keeps them; for ever.</summary>
internal static class StatusNames
{
    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Running => "running",
        RunStatus.Waiting => "waiting",
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
        "succeeded" => RunStatus.Succeeded,
        "failed" => RunStatus.Failed,
        "cancelled" => RunStatus.Cancelled,
        _ => null,
    };
}
