namespace Arch.Storage.Sqlite;

/// <summary>Moments as the store keeps them: ticks of 100 ns since 1970 in UTC.</summary>
internal static class Moments
{
    public static long ToTicks(DateTimeOffset moment) => moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;

    public static long? ToTicks(DateTimeOffset? moment) => moment is { } given ? ToTicks(given) : null;

    public static DateTimeOffset FromTicks(long ticks) => new(ticks + DateTimeOffset.UnixEpoch.Ticks, TimeSpan.Zero);

    public static DateTimeOffset? FromTicks(long? ticks) => ticks is { } given ? FromTicks(given) : null;
}
