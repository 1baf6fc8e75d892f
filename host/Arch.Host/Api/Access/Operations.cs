namespace Arch.Host.Api.Access;

/// <summary>Everything that the API does, each with the permission that it needs. An endpoint that is not here is not answered.</summary>
internal static class Operations
{
    public static readonly Operation HealthLive = new("live", Permission.None, "Tells whether the process works");
    public static readonly Operation HealthReady = new("ready", Permission.None, "Tells whether the host can do what it is for");
    public static readonly Operation OpenApi = new("openApi", Permission.None, "Gives this document");
    public static readonly Operation ErrorPage = new("errorPage", Permission.None, "Explains an error code");
    public static readonly Operation GetHost = new("getHost", Permission.SystemRead, "Tells about the host");

    public static readonly Operation ListWorkflows = new("listWorkflows", Permission.WorkflowsRead, "Lists workflows");
    public static readonly Operation GetWorkflow = new("getWorkflow", Permission.WorkflowsRead, "Gets a workflow");
    public static readonly Operation GetWorkflowSource = new("getWorkflowSource", Permission.WorkflowsRead, "Gets the YAML of a workflow");
    public static readonly Operation SaveWorkflowSource = new("saveWorkflowSource", Permission.WorkflowsWrite, "Saves the YAML of a workflow");
    public static readonly Operation GraphWorkflow = new("graphWorkflow", Permission.WorkflowsRead, "Draws a workflow");
    public static readonly Operation ValidateWorkflow = new("validateWorkflow", Permission.WorkflowsRead, "Checks YAML without saving it");

    public static readonly Operation AnalyzeText = new("analyzeText", Permission.WorkflowsRead, "Gives the diagnostics and outline of a text");
    public static readonly Operation CompleteText = new("completeText", Permission.WorkflowsRead, "Says what could be written at a position");
    public static readonly Operation HoverText = new("hoverText", Permission.WorkflowsRead, "Explains what stands at a position");
    public static readonly Operation FindDefinition = new("findDefinition", Permission.WorkflowsRead, "Finds where what stands at a position is defined");
    public static readonly Operation FindReferences = new("findReferences", Permission.WorkflowsRead, "Finds where what stands at a position is used");
    public static readonly Operation RenameSymbol = new("renameSymbol", Permission.WorkflowsRead, "Says what to change to rename a step or variable");
    public static readonly Operation FindFixes = new("findFixes", Permission.WorkflowsRead, "Offers fixes for what is wrong in a range");
    public static readonly Operation FormatText = new("formatText", Permission.WorkflowsRead, "Gives a text its canonical layout");
    public static readonly Operation GetSchema = new("getSchema", Permission.WorkflowsRead, "Gives the JSON Schema of workflow files");

    public static readonly Operation StartRun = new("startRun", Permission.RunsStart, "Starts a run");
    public static readonly Operation ListRuns = new("listRuns", Permission.RunsRead, "Lists runs, the newest first");
    public static readonly Operation GetRun = new("getRun", Permission.RunsRead, "Gets a run");
    public static readonly Operation GetRunSteps = new("getRunSteps", Permission.RunsRead, "Gets the steps of a run, now or as they were");
    public static readonly Operation GetRunJournal = new("getRunJournal", Permission.RunsRead, "Gets the records of a run");
    public static readonly Operation GetRunOutputs = new("getRunOutputs", Permission.RunsRead, "Gets what a run gave");
    public static readonly Operation DiffRuns = new("diffRuns", Permission.RunsRead, "Says where two runs part");
    public static readonly Operation WaitForRun = new("waitForRun", Permission.RunsRead, "Waits for the end of a run");
    public static readonly Operation CancelRun = new("cancelRun", Permission.RunsOperate, "Ends a run");
    public static readonly Operation PauseRun = new("pauseRun", Permission.RunsOperate, "Has a run begin nothing more");
    public static readonly Operation ResumeRun = new("resumeRun", Permission.RunsOperate, "Lets a paused or parked run go on");
    public static readonly Operation RetryRun = new("retryRun", Permission.RunsOperate, "Lets a run that failed go on from what failed");
    public static readonly Operation ReplayRun = new("replayRun", Permission.RunsOperate, "Repeats a run from a step, as a new run");
    public static readonly Operation RerunRun = new("rerunRun", Permission.RunsOperate, "Repeats a run from the beginning, as a new run");
    public static readonly Operation SignalRun = new("signalRun", Permission.RunsOperate, "Sends a signal to a run");
    public static readonly Operation BulkRuns = new("bulkRuns", Permission.RunsOperate, "Does the same to many runs");

    public static readonly Operation ListTasks = new("listTasks", Permission.TasksRead, "Lists human tasks, the newest first");
    public static readonly Operation GetTask = new("getTask", Permission.TasksRead, "Gets a human task with its form");
    public static readonly Operation CompleteTask = new("completeTask", Permission.TasksComplete, "Completes a human task");

    public static readonly Operation ListEvents = new("listEvents", Permission.EventsRead, "Lists events of the log");
    public static readonly Operation PublishEvent = new("publishEvent", Permission.EventsPublish, "Publishes an event");

    public static readonly Operation ListAgents = new("listAgents", Permission.AgentsRead, "Lists agents");
    public static readonly Operation GetAgent = new("getAgent", Permission.AgentsRead, "Gets an agent with its state");
    public static readonly Operation GetAgentLog = new("getAgentLog", Permission.AgentsRead, "Gets the last lines of an agent's log");
    public static readonly Operation ChangeAgent = new("changeAgent", Permission.AgentsOperate, "Starts, pauses or stops an agent");
    public static readonly Operation SendToAgent = new("sendToAgent", Permission.AgentsOperate, "Puts a message into an agent's mailbox");

    public static readonly Operation ReceiveWebhook = new("receiveWebhook", Permission.None, "Takes a request for a webhook, which says itself who may call");
    public static readonly Operation ListTriggers = new("listTriggers", Permission.TriggersRead, "Lists triggers");
    public static readonly Operation GetTrigger = new("getTrigger", Permission.TriggersRead, "Gets a trigger with its next times");
    public static readonly Operation ListFirings = new("listFirings", Permission.TriggersRead, "Lists what triggers fired, the newest first");
    public static readonly Operation PauseTrigger = new("pauseTrigger", Permission.TriggersOperate, "Pauses a trigger");
    public static readonly Operation ResumeTrigger = new("resumeTrigger", Permission.TriggersOperate, "Lets a paused trigger go on");
    public static readonly Operation FireTrigger = new("fireTrigger", Permission.TriggersOperate, "Fires a trigger by hand, with data of one's own");
    public static readonly Operation BackfillTrigger = new("backfillTrigger", Permission.TriggersOperate, "Starts runs for times of a schedule");

    public static readonly Operation ListPlugins = new("listPlugins", Permission.PluginsRead, "Lists plugins");
    public static readonly Operation ListStepTypes = new("listStepTypes", Permission.PluginsRead, "Lists step types");
    public static readonly Operation GetStepType = new("getStepType", Permission.PluginsRead, "Gets a step type with the schemas of its inputs and outputs");
    public static readonly Operation ListConnections = new("listConnections", Permission.ConnectionsRead, "Lists connections, without what they give");
    public static readonly Operation ListSecrets = new("listSecrets", Permission.ConnectionsRead, "Lists the names of secrets");
    public static readonly Operation SetSecret = new("setSecret", Permission.SecretsWrite, "Sets a secret, which nobody can read back");
    public static readonly Operation RemoveSecret = new("removeSecret", Permission.SecretsWrite, "Removes a secret");
}
