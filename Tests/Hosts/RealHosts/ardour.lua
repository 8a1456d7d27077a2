-- What a musician does by hand in Ardour, for the tests, which cannot see it.
--
--   ardour7-lua ardour.lua make FOLDER RATE PLUGIN [preset=NAME] [PORT=VALUE ...]
--     makes a session with an empty stereo track and the plugin on the master bus
--   ardour7-lua ardour.lua play FOLDER SECONDS
--     plays from the beginning, as fast as the machine can, and saves
--   ardour7-lua ardour.lua save FOLDER
--     opens and saves

local job, folder = arg[1], arg[2]

-- Waits until a condition holds; a machine under load may be slow.
local function wait(what, condition)
  for _ = 1, 6000 do
    if condition() then return end
    ARDOUR.LuaAPI.usleep(10000)
  end
  error("waited in vain: " .. what)
end

local backend = AudioEngine:set_backend("None (Dummy)", "", "")
backend:set_buffer_size(1024)
if job == "play" then backend:set_driver("50x Speed") end

local session
if job == "make" then
  local rate, uri = tonumber(arg[3]), arg[4]
  session = assert(create_session(folder, "session", rate), "no session could be made")
  session:new_audio_track(
    2, 2, nil, 1, "programme", ARDOUR.PresentationInfo.max_order, ARDOUR.TrackMode.Normal, true)
  local processor = ARDOUR.LuaAPI.new_plugin(session, uri, ARDOUR.PluginType.LV2, "")
  assert(not processor:isnil(), "the plugin cannot be used")
  assert(session:master_out():add_processor_by_index(processor, -1, nil, true) == 0)
  local plugin = processor:to_insert():plugin(0)
  local values = {}
  for i = 5, #arg do
    local key, value = arg[i]:match("^([^=]+)=(.+)$")
    if key == "preset" then
      assert(plugin:load_preset(plugin:preset_by_label(value)), "the preset cannot be loaded")
    else
      values[tonumber(key)] = tonumber(value)
    end
  end
  -- Ardour counts control inputs only.
  local control = 0
  for port = 0, plugin:parameter_count() - 1 do
    if plugin:parameter_is_control(port) and plugin:parameter_is_input(port) then
      if values[port] then
        assert(ARDOUR.LuaAPI.set_processor_param(processor, control, values[port]))
      end
      control = control + 1
    end
  end
  -- A thread of Ardour's own connects new tracks, some time later.
  local output = session:route_by_name("programme"):output()
  wait("the track is connected to the master bus", function()
    return output:nth(0):connected_to("Master/audio_in 1")
      and output:nth(1):connected_to("Master/audio_in 2")
  end)
  output, processor, plugin = nil, nil, nil
else
  session = assert(load_session(folder, "session"), "the session cannot be opened")
end

if job == "play" then
  local goal = tonumber(arg[3]) * session:nominal_sample_rate()
  session:request_roll(ARDOUR.TransportRequestSource.TRS_UI)
  wait("the programme has been played", function() return session:transport_sample() >= goal end)
  session:request_stop(false, false, ARDOUR.TransportRequestSource.TRS_UI)
  wait("the transport stands", function() return not session:transport_rolling() end)
end

assert(session:save_state("") == 0, "the session cannot be saved")
session = nil
collectgarbage()
close_session()
quit()
