def busy(ms):
    import js

    js.advance(ms)


def drive():
    import js
    core = asyncio.core
    core.new_event_loop()
    core.cur_task = core._top_level_task
    due = 0

    def schedule(ms):
        nonlocal due
        due = ms

    core._schedule_run_iter = schedule
    create_task(main())
    due = 0
    turns = 0
    while due is not None:
        js.advance(due)
        due = None
        core._run_iter()
        turns += 1
        if turns > 20000:
            print("-- goes on for ever --")
            return
