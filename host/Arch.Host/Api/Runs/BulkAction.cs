namespace Arch.Host.Api.Runs;

/// <summary>What can be done to many runs.</summary>
internal enum BulkAction
{
    Cancel,
    Pause,
    Resume,
    Retry,
}
