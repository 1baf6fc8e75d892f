namespace Arch.Engine.Shell;

/// <summary>
/// Work that is wanted from many sides and done by one at a time: wanting it while it is under way has it done once more, so
/// nothing that was there when it was wanted is missed.
/// </summary>
internal sealed class SingleFlight(Func<Task> work)
{
    private readonly Lock _gate = new();
    private Task _flight = Task.CompletedTask;
    private bool _isFlying;
    private bool _isWanted;
    private bool _isStopped;

    /// <summary>Gets whether nothing is under way.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return !_isFlying;
            }
        }
    }

    /// <summary>Gets the work that is under way, or was last.</summary>
    public Task Flight
    {
        get
        {
            lock (_gate)
            {
                return _flight;
            }
        }
    }

    /// <summary>Has the work done soon.</summary>
    public void Want()
    {
        lock (_gate)
        {
            _isWanted = true;
            if (_isFlying || _isStopped)
            {
                return;
            }

            _isFlying = true;
        }

        var flight = FlyAsync();
        lock (_gate)
        {
            _flight = flight;
        }
    }

    /// <summary>Takes no more wishes, and waits until the work under way is done.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _isStopped = true;
            return _flight;
        }
    }

    private async Task FlyAsync()
    {
        while (true)
        {
            lock (_gate)
            {
                if (!_isWanted || _isStopped)
                {
                    _isFlying = false;
                    return;
                }

                _isWanted = false;
            }

            await work().ConfigureAwait(false);
        }
    }
}
