namespace Arch.Storage.Sqlite.Maintenance;

/// <summary>How far maintenance of a store has come.</summary>
/// <param name="Stage">What is done now, such as <c>checking records</c>.</param>
/// <param name="Done">How many of them are done.</param>
/// <param name="Total">How many there are; <see langword="null"/> when that is not known.</param>
public readonly record struct MaintenanceProgress(string Stage, long Done, long? Total = null);
