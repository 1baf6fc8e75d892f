using Arch.Expressions.Values;

namespace Arch.Host.Api.Runs;

/// <summary>A record of a journal.</summary>
internal sealed record RecordResource(long Sequence, DateTimeOffset At, string Kind, Value Fields);
