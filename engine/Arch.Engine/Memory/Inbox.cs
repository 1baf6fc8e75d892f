using Arch.Engine.Runs;

namespace Arch.Engine.Memory;

/// <summary>The messages to a run that it has not taken, in the order in which they came.</summary>
internal sealed class Inbox
{
    private readonly List<RunMessage> _messages = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    public bool IsEmpty => _messages.Count == 0;

    public IReadOnlyList<RunMessage> Messages => _messages;

    /// <summary>Keeps a message, unless one of its id is kept.</summary>
    public bool TryAdd(RunMessage message)
    {
        if (!_ids.Add(message.Id))
        {
            return false;
        }

        _messages.Add(message);
        return true;
    }

    public void Remove(IReadOnlyList<string> ids)
    {
        var removed = 0;
        foreach (var id in ids)
        {
            removed += _ids.Remove(id) ? 1 : 0;
        }

        if (removed > 0)
        {
            _messages.RemoveAll(message => !_ids.Contains(message.Id));
        }
    }
}
