namespace Arch.Host.Api.Triggers;

/// <summary>What a backfill does.</summary>
/// <param name="Times">How many times there are.</param>
internal sealed record BackfillResource(int Times);
