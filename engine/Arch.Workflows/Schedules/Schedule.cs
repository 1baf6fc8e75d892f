namespace Arch.Workflows.Schedules;

/// <summary>Times that go on for ever.</summary>
public abstract record Schedule
{
    /// <summary>Gives the first time after a moment.</summary>
    /// <param name="after">The moment; a time that is it does not count.</param>
    /// <returns>The time; <see langword="null"/> when there is none any more.</returns>
    public abstract DateTimeOffset? Next(DateTimeOffset after);

    /// <summary>Gives the times between two moments.</summary>
    /// <param name="after">The one; a time that is it does not count.</param>
    /// <param name="until">The other; a time that is it counts.</param>
    /// <returns>The times in order.</returns>
    public IEnumerable<DateTimeOffset> Between(DateTimeOffset after, DateTimeOffset until)
    {
        for (var next = Next(after); next <= until; next = Next(next.Value))
        {
            yield return next.Value;
        }
    }
}
