-- Records one object as made by set-up.
INSERT INTO public.pipeline_objects (object_name, file, fingerprint, settings, recorded_at)
VALUES (:'object_name', :'file', :'fingerprint', :'settings', GETDATE());
