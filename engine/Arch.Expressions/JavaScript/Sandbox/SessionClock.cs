using System.Globalization;
using Arch.Expressions.Language;
using Jint.Runtime;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>The time of the run for <c>Date</c>; always in UTC.</summary>
internal sealed class SessionClock(ExpressionSession session) : ITimeSystem
{
    private const int LongestDate = 100;

    private static readonly DefaultTimeSystem Dates = new(TimeZoneInfo.Utc, CultureInfo.InvariantCulture);

    public TimeZoneInfo DefaultTimeZone => TimeZoneInfo.Utc;

    public DateTimeOffset GetUtcNow() => session.Now;

    public bool TryParse(string date, out long epochMilliseconds)
    {
        epochMilliseconds = 0;
        return date.Length <= LongestDate && Dates.TryParse(date, out epochMilliseconds);
    }

    public TimeSpan GetUtcOffset(long epochMilliseconds) => TimeSpan.Zero;
}
