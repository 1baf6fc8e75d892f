namespace Arch.Plugin.Ai.Agents;

/// <summary>The tasks of an agent while it handles a message.</summary>
internal sealed class TaskList(AiAgentState state)
{
    private const int MostDone = 20;
    private const long MostCharacters = 200_000;

    private readonly List<AiTask> _tasks = [.. state.Tasks];
    private readonly List<AiTask> _done = [.. state.Done];

    public int Count => _tasks.Count;

    public AiTask? Find(string id) => _tasks.Find(task => task.Id == id && task.Status == AiTaskStatus.Working);

    public void Add(AiTask task) => _tasks.Add(task);

    /// <summary>Puts a task back; one that has ended is kept among the last.</summary>
    public void Put(AiTask task)
    {
        if (task.EndedAt is null)
        {
            _tasks[_tasks.FindIndex(one => one.Id == task.Id)] = task;
            return;
        }

        _tasks.RemoveAll(one => one.Id == task.Id);
        _done.Add(task);
    }

    /// <summary>Begins those that wait, as long as there is room.</summary>
    public IEnumerable<AiTask> Begin(int atOnce)
    {
        var begun = new List<AiTask>();
        for (var i = 0; i < _tasks.Count && _tasks.Count(task => task.Status == AiTaskStatus.Working) < atOnce; i++)
        {
            if (_tasks[i].Status == AiTaskStatus.Queued)
            {
                _tasks[i] = _tasks[i] with { Status = AiTaskStatus.Working };
                begun.Add(_tasks[i]);
            }
        }

        return begun;
    }

    public AiAgentState ToState()
    {
        while (_done.Count > MostDone || (_done.Count > 1 && _done.Sum(task => task.Characters) > MostCharacters))
        {
            _done.RemoveAt(0);
        }

        return new AiAgentState { Tasks = [.. _tasks], Done = [.. _done] };
    }
}
