namespace Arch.Engine.Shell;

/// <summary>Lets any number of waiters look again when something has changed. Costs next to nothing while nobody waits.</summary>
internal sealed class Pulse(EngineOptions options)
{
    private TaskCompletionSource? _next;

    /// <summary>Gets a task that ends at the next beat. Asked for before looking, so that no change is missed.</summary>
    public Task Next
    {
        get
        {
            var made = new TaskCompletionSource();
            return (Interlocked.CompareExchange(ref _next, made, null) ?? made).Task;
        }
    }

    /// <summary>Says that something has changed.</summary>
    public void Beat()
    {
        if (Volatile.Read(ref _next) is not null && Interlocked.Exchange(ref _next, null) is { } next)
        {
            options.Later(() => next.TrySetResult());
        }
    }
}
