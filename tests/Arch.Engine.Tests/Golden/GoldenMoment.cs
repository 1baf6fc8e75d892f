using System.Text.Json.Nodes;

namespace Arch.Engine.Tests.Golden;

/// <summary>What a run was after one of its records.</summary>
/// <param name="After">The number of the record, the last of a decision.</param>
/// <param name="View">The view, as <see cref="ViewJson"/> writes it.</param>
/// <param name="Summary">The status, outputs, error and next moment.</param>
/// <param name="SnapshotFormat">The number of the format of the snapshot.</param>
/// <param name="Snapshot">The snapshot; <see langword="null"/> when the run had ended.</param>
internal sealed record GoldenMoment(long After, JsonNode View, JsonNode Summary, int SnapshotFormat, string? Snapshot);
